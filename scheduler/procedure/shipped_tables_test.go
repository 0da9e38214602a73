package procedure_test

// Kirklees stands alone: its process is older than the national minimum.
const kirklees = `
partners-informed | icb, childrens-social-care, police | day 1 counting aware as day 1 | business-manager | Notification Stage (Day 1)
notify ! | national-panel, ofsted, dfe, child-death-review-partners, safeguarding-partners | 5 working days after aware | local-authority | Serious Child Safeguarding Case notification
information-tool | agency | 48 hours after information-requested | agency | Information Gathering Stage
information-gathering | | day 3 counting aware as day 1 | business-manager | Days 1-3
panel-decision | | between day 4 and day 5 counting aware as day 1 | partnership-chair | Days 4-5
findings-to-panel ! | | 5 working days after aware | business-manager | Information Gathering
secure-records | agency | promptly after panel-decision | agency | What does the review involve
terms-of-reference | | promptly after panel-decision | business-manager | Terms of Reference
reviewer-commissioned | | promptly after panel-decision | business-manager | Independent Author
chronology | agency | 14 days after chronologies-requested | agency | Chronologies
learning-event | | on 14 days after the deadline of chronology | business-manager | Learning Event
managers-session | | the same day as the last learning-event | lead-reviewer | Learning Event
first-draft | | 28 days after the last learning-event | lead-reviewer | Draft Report
writing-stage | | calendar day 60 counting aware as day 1 | lead-reviewer | Days 6-60
workstream-approval | | 14 days after first-draft | workstream-chair | LCSPR Workstream approval
workstream-minutes | | 48 hours after workstream-approval | business-manager | LCSPR Workstream approval
reviewer-amendments | | 48 hours after workstream-minutes | lead-reviewer | LCSPR Workstream approval
business-group-approval | member | 14 days after reviewer-amendments | business-group | Business Group Approval
approval-stage | | calendar day 90 counting aware as day 1 | workstream-chair | Days 61-90
media-strategy | | promptly after review-completed | business-manager | Media Strategy
review-published ! | | 6 months after review-initiated | business-manager | How long does a review take
report-before-publication ! | national-panel, secretary-of-state | the earlier of 7 working days after review-completed and 7 working days before publication | business-manager | Notification to involved practitioners and others
notice-of-publication | safeguarding-partnership, practitioners, family | 7 days before publication | business-manager | Notification to involved practitioners and others
report-on-website | | keep exactly 6 months after publication | business-manager | Publication
explain-delay ! | safeguarding-partnership, national-panel, secretary-of-state | promptly after publication-declined or publication is moved later | partnership-chair | Notification to involved practitioners and others
action | action | 12 weeks after publication | agency | Completion of the action plan
action-at-risk | action | promptly after action is expected late | workstream-chair | Completion of the action plan
`

// The first six are inherited.
const northSomerset = england + `
initial-scoping | agency | 5 working days after information-requested | agency | Document 2a
secure-records | agency | promptly after information-requested | agency | Document 2a
submit-rapid-review | | promptly after rapid-review | business-manager | Document 4
reviewer-appointed | | the date in the terms of reference | business-manager | Document 5, section 9
author-chair-meeting | | the date in the terms of reference | business-manager | Document 5, section 9
authors-briefing | | the date in the terms of reference | business-manager | Document 5, section 9
chronology | agency | the date in the letter | agency | Document 9
author-templates-returned | | the date in the terms of reference | business-manager | Document 5, section 9
review-panel-1 | | the date in the terms of reference | business-manager | Document 5, section 9
practitioner-workshop | | the date in the terms of reference | business-manager | Document 5, section 9
family-meetings | | the date in the terms of reference | business-manager | Document 5, section 9
review-panel-2 | | the date in the terms of reference | business-manager | Document 5, section 9
final-report-to-partnership | | the date in the terms of reference | business-manager | Document 5, section 9
final-report-to-ofsted | | the date in the terms of reference | business-manager | Document 5, section 9
action | action | the date in the action plan | responsible-person | Document 14
`

// Of the six that are inherited the first two are Kent's own.
const kent = `
notify-national-panel ! | | 5 working days after aware | local-authority | Notifications to National Panel
rapid-review ! | | 15 working days after notify-national-panel | practice-review-manager | Notifications to National Panel
review-published ! | | 6 months after review-initiated | business-manager | 3
explain-delay ! | | 1 working day after review-published is expected late | partnership-chair | 3
report-before-publication ! | national-panel, secretary-of-state, ofsted | 7 working days before publication | business-manager | 17.5
report-available ! | | keep at least 12 months after publication | business-manager | 17.1
safeguarding-alert | | the same day as incident | allocated-team | flowchart 1
area-director-approval | | 1 working day after incident | area-director | flowchart 1
safeguarding-unit-enquiries | | 3 working days after incident | safeguarding-unit | flowchart 1
executive-discussion | | day 3 counting referral as day 1 | executive | Appendix 5
placing-authority-confirms | | 24 hours after placing-authority-invited | placing-authority | Notifications to National Panel
agency-summaries | agency | day 9 counting notify-national-panel as day 1 | agency | Appendix 5
summary-to-principal-social-worker | | 48 hours before the deadline of agency-summaries | report-author | Appendix 2
rapid-review-meeting | | between day 11 and day 13 counting notify-national-panel as day 1 | practice-review-manager | Appendix 5, Rapid Review
rapid-review-report | | between day 13 and day 15 counting notify-national-panel as day 1 | practice-review-manager | Appendix 5
submit-rapid-review-outcome | | day 15 counting notify-national-panel as day 1 | business-manager | Appendix 5
`

// The siblings.
const jointAgencyResponse = `
meeting | | 72 hours after unexpected-death | designated-doctor | Child Death Process
updating-alert | | promptly after meeting | service-manager | Child Death Process
`

const domesticHomicideReview = `
decision ! | | 1 month after homicide-known | csp-chair | Domestic Homicide Reviews
overview-report ! | | 6 months after decision-to-proceed | review-panel-chair | Domestic Homicide Reviews
refer-delay | | promptly after overview-report is expected late | csp-chair | Domestic Homicide Reviews
`

const lookedAfterChildDeath = `
notify ! | secretary-of-state, ofsted | promptly after death | local-authority | Notifications to National Panel
`

const careLeaverDeath = `
notify | secretary-of-state, ofsted | promptly after death | local-authority | Notifications to National Panel
`

// Where a milestone applies only in one branch, or is completed, ended,
// delegated or ordered by another.
const links = `
kirklees-2018 | panel-decision | national-review, local-review, single-agency-review, audit
kirklees-2018 | reviewer-commissioned, chronology, learning-event, managers-session, workstream-approval, workstream-minutes, reviewer-amendments, media-strategy, report-before-publication, notice-of-publication, report-on-website, explain-delay, action, action-at-risk | when panel-decision is local-review
kirklees-2018 | first-draft | when panel-decision is local-review; within writing-stage
kirklees-2018 | writing-stage | when panel-decision is local-review; done by first-draft
kirklees-2018 | business-group-approval | when panel-decision is local-review; within approval-stage; silence is no comments
kirklees-2018 | approval-stage, review-published | when panel-decision is local-review; done by publication
north-somerset | review-published | when submit-rapid-review is local-review; done by publication
north-somerset | explain-delay, report-before-publication, report-available | when submit-rapid-review is local-review
north-somerset | submit-rapid-review | national-review, local-review, no-review
north-somerset | reviewer-appointed, chronology | when submit-rapid-review is local-review
north-somerset | author-chair-meeting | when submit-rapid-review is local-review; after reviewer-appointed
north-somerset | authors-briefing | when submit-rapid-review is local-review; after author-chair-meeting
north-somerset | author-templates-returned | when submit-rapid-review is local-review; after authors-briefing
north-somerset | review-panel-1 | when submit-rapid-review is local-review; after author-templates-returned
north-somerset | practitioner-workshop | when submit-rapid-review is local-review; after review-panel-1
north-somerset | family-meetings | when family-meetings-relevant is yes; after practitioner-workshop
north-somerset | review-panel-2 | when submit-rapid-review is local-review; after family-meetings
north-somerset | final-report-to-partnership | when submit-rapid-review is local-review; after review-panel-2
north-somerset | final-report-to-ofsted | when submit-rapid-review is local-review; after final-report-to-partnership
kent | review-published | done by publication
kent | notify-national-panel | delegated to placing-authority, until placing-authority-confirms is missed
kent | placing-authority-confirms | when placed-by-another-authority is yes
kent | rapid-review-meeting | quorum: The chair and three decision makers
domestic-homicide-review | decision | proceed, no-review; done by decision-to-proceed
domestic-homicide-review | overview-report, refer-delay | when decision is proceed
care-leaver-death | notify | from 2024-01-01
`

// Package letter is the form of an email as both its ends know it: the engine
// decides what is told to whom, the notifier puts it into words. It is a leaf,
// so that neither has to know the other.
package letter

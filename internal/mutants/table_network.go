package main

// connecting are the guards of a Redis on another machine. Those in the files of users
// cannot be taken out here: tests read these files when they run.
func connecting() []mutant {
	return []mutant{
		{
			name: "any-certificate-of-redis", file: "internal/redisstore/connect.go", test: "TestConnectionsThatAreRefused",
			old: "RootCAs: o.RootCAs}", by: "InsecureSkipVerify: true}",
		},
		{
			name: "authority-of-redis-forgotten", file: "cmd/internal/app/wiring.go", test: "TestRedisIsBelievedByItsOwnAuthority",
			old: "RootCAs: r.RootCAs, ", by: "",
		},
		{
			name: "authority-without-tls", file: "config/redis.go", test: "TestBrokenDaemon",
			old: "if form.CAFile.Given() && !form.TLS {", by: "if false {",
		},
	}
}

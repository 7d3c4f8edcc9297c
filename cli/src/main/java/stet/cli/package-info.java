/** The command line: looks after a running server through its REST API. */
package stet.cli;

/** Artifacts as files that people read and Git compares: their text, their places, and what to do when both sides changed. */
package stet.cli.files;

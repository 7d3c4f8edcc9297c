/** Suites as conditions of going live. */
@NullMarked
package stet.evaluations.gates;

import org.jspecify.annotations.NullMarked;

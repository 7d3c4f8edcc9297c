/** Recognises personal data and secrets in texts, by more than their looks where there is more to check. */
@NullMarked
package stet.traces.masking.pii;

import org.jspecify.annotations.NullMarked;

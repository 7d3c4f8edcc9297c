/** Lets any OpenFeature SDK ask which release is live, by the OpenFeature Remote Evaluation Protocol. */
@NullMarked
package stet.compat.openfeature;

import org.jspecify.annotations.NullMarked;

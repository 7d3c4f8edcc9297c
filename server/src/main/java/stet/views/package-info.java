/** What people keep to look at again. */
@NullMarked
package stet.views;

import org.jspecify.annotations.NullMarked;

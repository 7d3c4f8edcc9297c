/** How far people, or people and judges, agree. */
@NullMarked
package stet.statistics.agreement;

import org.jspecify.annotations.NullMarked;

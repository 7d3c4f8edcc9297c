/** Reports scores, feedback and outcomes from an application, behind its back: batched, bounded, tried again. */
@NullMarked
package stet.client.reports;

import org.jspecify.annotations.NullMarked;

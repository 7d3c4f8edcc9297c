/** What the translations of other products' shapes share. */
package stet.compat;

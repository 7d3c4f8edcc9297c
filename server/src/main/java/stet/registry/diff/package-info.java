/** What is different between two JSON values, part by part and word by word, and how two changes of one value become one. */
package stet.registry.diff;

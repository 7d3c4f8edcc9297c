package stet.evaluators.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.util.TablesNamesFinder;
import stet.platform.Threads;

/**
 * What a statement does to a table or column.
 *
 * @param text such as {@code select::orders} or {@code select::orders.total}, in small letters
 */
record SqlTouch(String text, boolean column) {
    private static final int DEEPEST = 30;
    private static final long LONGEST_MILLIS = 2_000;
    private static final ExecutorService PARSING = Threads.virtual("sql");

    /** Of every statement; parsing is given up after two seconds. */
    static List<SqlTouch> of(String sql, Optional<Dialect> dialect) throws JSQLParserException {
        var touched = new ArrayList<SqlTouch>();
        var statements = CCJSqlParserUtil.parseStatements(sql, PARSING, parser -> {
            parser.withTimeOut(LONGEST_MILLIS).withAllowedNestingDepth(DEEPEST);
            dialect.ifPresent(parser::withDialect);
        });
        for (Statement statement : statements) {
            String operation = statement instanceof Select
                    ? "select"
                    : statement.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            var names = new Names();
            for (String table : names.getTablesOrOtherSources(statement)) {
                touched.add(new SqlTouch(operation + "::" + plain(table), false));
            }
            names.columns.forEach(it -> touched.add(new SqlTouch(operation + "::" + plain(it), true)));
            if (names.columns.isEmpty() && touched.isEmpty()) {
                touched.add(new SqlTouch(operation + "::", false));
            }
        }
        return touched;
    }

    private static String plain(String name) {
        return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /** Collects columns besides tables. */
    private static final class Names extends TablesNamesFinder<Void> {
        private final List<String> columns = new ArrayList<>();

        @Override
        public <S> Void visit(Column column, S context) {
            columns.add(column.getFullyQualifiedName());
            return super.visit(column, context);
        }
    }
}

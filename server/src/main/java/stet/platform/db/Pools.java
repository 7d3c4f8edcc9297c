package stet.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Connections to the record store: some that only read, and those that write; for SQLite that is one. */
final class Pools {
    private static final int BUSY_MILLIS = 5_000;
    private static final int WAIT_MILLIS = 5_000;

    private Pools() {}

    static HikariDataSource writers(RecordsAddress address) {
        var config = config(address, "records-write", TransactionMode.IMMEDIATE);
        switch (address.dialect()) {
            case SQLITE -> config.setMaximumPoolSize(1);
            case POSTGRESQL -> {
                config.setMaximumPoolSize(8);
                config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
            }
        }
        return new HikariDataSource(config);
    }

    static HikariDataSource readers(RecordsAddress address) {
        var config = config(address, "records-read", TransactionMode.DEFERRED);
        switch (address.dialect()) {
            case SQLITE -> {
                config.setMaximumPoolSize(4);
                config.setConnectionInitSql("PRAGMA query_only = 1");
            }
            case POSTGRESQL -> {
                config.setMaximumPoolSize(8);
                config.setReadOnly(true);
                config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
            }
        }
        return new HikariDataSource(config);
    }

    /** Names the data source outright: asking {@code DriverManager} would load the libraries of every driver there is. */
    private static HikariConfig config(RecordsAddress address, String name, TransactionMode mode) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        switch (address.dialect()) {
            case SQLITE -> config.setDataSource(sqlite(address, mode));
            case POSTGRESQL -> postgres(config, address);
        }
        return config;
    }

    private static DataSource sqlite(RecordsAddress address, TransactionMode mode) {
        var sqlite = new SQLiteConfig();
        sqlite.setJournalMode(JournalMode.WAL);
        sqlite.setSynchronous(SynchronousMode.FULL);
        sqlite.enforceForeignKeys(true);
        sqlite.setBusyTimeout(BUSY_MILLIS);
        sqlite.setTransactionMode(mode);
        // what is deleted is overwritten, so that a person's data does not stay in free pages
        sqlite.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        var source = new SQLiteDataSource(sqlite);
        source.setUrl(address.jdbcUrl());
        return source;
    }

    private static void postgres(HikariConfig config, RecordsAddress address) {
        config.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        config.addDataSourceProperty("url", address.jdbcUrl());
        config.addDataSourceProperty("applicationName", "stet");
        // the detail of an error quotes the row it is about
        config.addDataSourceProperty("logServerErrorDetail", false);
        if (address.user() != null) {
            config.setUsername(address.user());
        }
        if (address.password() != null) {
            config.setPassword(address.password());
        }
    }
}

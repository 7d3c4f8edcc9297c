# Sourced by the scripts beside it: finds the JDK, builds what is missing, and 'bench <main class> <arguments>' runs a benchmark.

root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/jdk.sh"
stet_find_jdk || exit 1

is_stale() {
    [ -d "$root/bench/target/lib" ] || return 0
    [ -n "$(find "$root/bench/pom.xml" "$root/bench/src/main" -newer "$root/bench/target/lib" -type f | head -n 1)" ]
}

bench() {
    if is_stale; then
        echo "Building the benchmarks ..." >&2
        mkdir -p "$root/bench/target"
        log=$root/bench/target/build.log
        if ! "$root/mvnw" -q -B -f "$root/pom.xml" -pl bench -am package -DskipTests >"$log" 2>&1; then
            tail -n 30 "$log" >&2
            exit 1
        fi
        touch "$root/bench/target/lib"
    fi
    exec "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -cp "$root/bench/target/classes:$root/bench/target/lib/*" -Dstet.root="$root" "$@"
}

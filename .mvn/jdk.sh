# Sourced by ./stet and ./mvnw: sets JAVA_HOME to a JDK 25 or newer, or fails with a sentence that says how to get one.

stet_is_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    stet_major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${stet_major:-0}" -ge 25 ]
}

stet_find_jdk() {
    stet_path_jdk=
    if command -v javac >/dev/null 2>&1; then
        stet_javac=$(command -v javac)
        while [ -L "$stet_javac" ]; do
            stet_link=$(readlink "$stet_javac")
            case $stet_link in
                /*) stet_javac=$stet_link ;;
                *) stet_javac=$(dirname "$stet_javac")/$stet_link ;;
            esac
        done
        stet_path_jdk=$(dirname "$(dirname "$stet_javac")")
    fi
    for stet_jdk in "${JAVA_HOME:-}" "${JAVA_25_HOME:-}" "${JDK25_HOME:-}" "$stet_path_jdk" \
        /usr/lib/jvm/*25* /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
        "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if [ -n "$stet_jdk" ] && stet_is_jdk "$stet_jdk"; then
            JAVA_HOME=$stet_jdk
            export JAVA_HOME
            return 0
        fi
    done
    echo "stet needs a JDK 25: install one (for example 'apt install temurin-25-jdk' or 'sdk install java 25-tem') or set JAVA_HOME to it." >&2
    return 1
}

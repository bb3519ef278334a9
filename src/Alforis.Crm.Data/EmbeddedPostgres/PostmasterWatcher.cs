namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// The shell script under which the server runs. Arguments: the log file, the seconds that a clean stop may take, the command.
/// </summary>
internal static class PostmasterWatcher
{
    // A fast shutdown (INT) first, without a checkpoint (QUIT) after the limit, and KILL if even that does not help.
    // A service manager that ends every process at once must not take the watcher away before its work is done.
    internal const string Script = """
        log=$1; limit=$2; shift 2
        exec 3<&0 </dev/null >>"$log" 2>&1
        "$@" 3<&- &
        server=$!
        trap '' HUP INT TERM
        gone_within() {
          left=$(( $1 * 10 ))
          while [ "$left" -gt 0 ]; do
            kill -0 "$server" 2>/dev/null || return 0
            sleep 0.1
            left=$(( left - 1 ))
          done
          return 1
        }
        {
          while read -r _; do :; done
          kill -INT "$server"
          gone_within "$limit" || { kill -QUIT "$server"; gone_within 10; } || kill -KILL "$server"
        } <&3 3<&- &
        watcher=$!
        exec 3<&-
        wait "$server"
        status=$?
        kill -KILL "$watcher"
        exit "$status"
        """;
}

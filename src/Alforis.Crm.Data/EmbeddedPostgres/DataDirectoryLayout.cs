using System.Security.Cryptography;
using System.Text;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>Where things lie in a data directory.</summary>
internal sealed record DataDirectoryLayout(string Root)
{
    private const string OutsideHome = "/var/lib/alforis";

    /// <summary>PostgreSQL's own directory (PGDATA).</summary>
    internal string Cluster => Path.Combine(Root, "cluster");

    /// <summary>Held by the process that runs the server.</summary>
    internal string Lock => Path.Combine(Root, "owner.lock");

    /// <summary>The process number of the lock's holder: a file of its own, because a held lock keeps readers out too.</summary>
    internal string Owner => Path.Combine(Root, "owner.pid");

    /// <summary>Port and passwords.</summary>
    internal string Connection => Path.Combine(Root, "connection.json");

    /// <summary>What the server of this or the last start printed.</summary>
    internal string ServerLog => Path.Combine(Root, "server.log");

    /// <summary>What it printed before the log grew too long.</summary>
    internal string OlderServerLog => ServerLog + ".1";

    internal bool HasCluster => File.Exists(Path.Combine(Cluster, "PG_VERSION"));

    /// <summary>The place for data whose wanted place PostgreSQL's account cannot reach: the same for the same wanted path.</summary>
    internal static string Relocated(string wanted)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(wanted));
        return Path.Combine(OutsideHome, Convert.ToHexStringLower(hash)[..12]);
    }

    /// <summary>The layout that a reader finds: the wanted directory when a server has been there, else its relocation.</summary>
    internal static DataDirectoryLayout? Existing(string wanted)
    {
        var full = Path.GetFullPath(wanted);
        var layouts = new[] { new DataDirectoryLayout(full), new DataDirectoryLayout(Relocated(full)) };
        return Array.Find(layouts, l => l.HasCluster) ?? Array.Find(layouts, l => File.Exists(l.Connection));
    }
}

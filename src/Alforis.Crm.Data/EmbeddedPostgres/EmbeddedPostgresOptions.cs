using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>How to run the embedded PostgreSQL.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>
    /// The directory that holds the database, its log and its passwords. It is made when missing and belongs to one server at a
    /// time. Started as root, the data may lie elsewhere, see <see cref="EmbeddedPostgresServer.DataDirectory"/>.
    /// </summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// The TCP port on 127.0.0.1, or null to take a free one and keep it over restarts.
    /// </summary>
    /// <value>Default: null.</value>
    public int? Port { get; init; }

    /// <summary>
    /// Whether a commit survives a power failure. Only tests, whose data nobody misses, say false.
    /// </summary>
    /// <value>Default: true.</value>
    public bool Durable { get; init; } = true;

    /// <summary>How many connections the server accepts.</summary>
    /// <value>Default: 100.</value>
    public int MaxConnections { get; init; } = 100;

    /// <summary>How long the server may take until it accepts connections, crash recovery included.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan StartupTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a clean stop may take before the server is stopped without a checkpoint (it then recovers on start).</summary>
    /// <value>Default: 15 seconds; rounded up to whole seconds.</value>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Which PostgreSQL to run: <c>installed</c>, <c>npm</c>, or a directory with <c>postgres</c> and <c>initdb</c>. Null takes
    /// the value of the environment variable <c>ALFORIS_POSTGRES</c>; when that is missing too, an installed one is preferred and
    /// the npm package is the fallback.
    /// </summary>
    /// <value>Default: null.</value>
    public string? Binaries { get; init; }

    /// <summary>
    /// Where the binaries of the npm package are kept. Null takes the value of the environment variable
    /// <c>ALFORIS_POSTGRES_CACHE</c>, else <c>postgres-binaries</c> beside <see cref="DataDirectory"/>.
    /// </summary>
    /// <value>Default: null.</value>
    public string? BinariesCache { get; init; }

    /// <summary>The clock of all waiting.</summary>
    /// <value>Default: the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Receives what the operator should know: where data went, which port, what was recovered.</summary>
    /// <value>Default: nobody.</value>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}

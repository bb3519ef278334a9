using Npgsql;

namespace Alforis.Crm.Data.Diagnosis;

/// <summary>Looks at one thing; it changes nothing and waits for nobody. Thread-safe.</summary>
internal interface ICheck
{
    /// <summary>The check, in a word.</summary>
    string Name { get; }

    /// <summary>Whether it reads tables of this version's schema.</summary>
    bool NeedsSchema => true;

    /// <summary>Looks.</summary>
    /// <exception cref="NpgsqlException">It cannot be read.</exception>
    Task<Finding> RunAsync(CancellationToken ct);
}

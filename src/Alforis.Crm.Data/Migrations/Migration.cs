namespace Alforis.Crm.Data.Migrations;

/// <summary>One embedded migration file, ready to be applied.</summary>
/// <param name="Version">The number that the file's name begins with; files are applied in its order.</param>
/// <param name="FileName">The file's name, as people look it up.</param>
/// <param name="Sql">The text with line endings normalised to LF.</param>
/// <param name="Checksum">SHA-256 of <paramref name="Sql"/> in UTF-8, lower-case hexadecimal.</param>
internal sealed record Migration(int Version, string FileName, string Sql, string Checksum);

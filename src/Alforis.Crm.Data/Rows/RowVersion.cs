using System.Runtime.InteropServices;

namespace Alforis.Crm.Data.Rows;

/// <summary>Tells the versions of a row apart.</summary>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Transaction">The number of the transaction that did it: two changes may have the same moment.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RowVersion(DateTimeOffset UpdatedAt, long Transaction);

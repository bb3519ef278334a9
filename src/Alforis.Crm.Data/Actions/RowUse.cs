namespace Alforis.Crm.Data.Actions;

/// <summary>What a batch does with a row.</summary>
internal enum RowUse
{
    /// <summary>Looks whether it exists, and waits for nobody who holds it.</summary>
    See,

    /// <summary>Refers to it: it must not vanish before the batch is committed.</summary>
    Refer,

    /// <summary>Writes it: nobody else may write it before the batch is committed.</summary>
    Write,
}

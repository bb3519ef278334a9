using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;
using Npgsql;

namespace Alforis.Crm.Data.Actions;

/// <summary>A kind of action that is performed inside the database, for all executions of a batch at once. Stateless.</summary>
internal interface IDatabaseAction
{
    /// <summary>The name, as definitions write it.</summary>
    string Name { get; }

    /// <summary>Takes the actions of this kind of one batch; those whose settings cannot be used fail at once.</summary>
    IActionBatch Begin(IReadOnlyList<PendingAction> actions);
}

/// <summary>The actions of one kind in one batch: what they need is gathered, then checked, then they are performed.</summary>
internal interface IActionBatch
{
    /// <summary>
    /// What the actions do to rows of organisations and deals: worked out and written together with the edits of all other kinds,
    /// because order matters. Asked for after <see cref="Check"/>.
    /// </summary>
    IReadOnlyList<RowEdit> Edits => [];

    /// <summary>Which users the actions give something to do without an edit, for the same reason. Asked for after <see cref="Check"/>.</summary>
    IReadOnlyList<IUserChoice> Choices => [];

    /// <summary>Says which users and rows are needed.</summary>
    void Gather(BatchNeeds needs);

    /// <summary>Fails what cannot be performed, with a reason that a person understands.</summary>
    void Check(BatchRows rows);

    /// <summary>Performs what is ready and no edit, in as few statements as possible, and records the results.</summary>
    Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct);
}

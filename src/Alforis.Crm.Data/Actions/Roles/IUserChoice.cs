using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.Roles;

/// <summary>
/// An action that gives a user something to do without writing a row of theirs: made when its turn comes, between the edits of rows, so that
/// turns and loads follow the order of events and actions.
/// </summary>
internal interface IUserChoice
{
    PendingAction Action { get; }

    /// <summary>Chooses the user, and counts what they get.</summary>
    void Choose();

    /// <summary>Takes it back, for another action of the execution has failed.</summary>
    void Undo();
}

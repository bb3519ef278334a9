using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Actions.SendNotification;

/// <summary>The notifications that one batch sends.</summary>
internal sealed class SendNotificationBatch : IActionBatch
{
    // Numbers are drawn before the insert, so that each action knows its own notifications.
    private const string InsertSql = """
        INSERT INTO public.notifications
          (id, user_id, title, message, severity, kind, entity_type, entity_id, link, execution_id)
        OVERRIDING SYSTEM VALUE
        SELECT x.id, x.user_id, x.title, x.message, x.severity, x.kind, x.entity_type, x.entity_id, x.link, x.execution_id
        FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::bigint[])
          AS x (id, user_id, title, message, severity, kind, entity_type, entity_id, link, execution_id)
        """;

    private const int LongestTitle = 500;
    private const int LongestMessage = 10_000;
    private const int LongestKind = 100;
    private const int LongestLink = 2000;
    private static readonly LinkFormat Links = new();

    private readonly List<NewNotification> notifications = [];

    public SendNotificationBatch(IReadOnlyList<PendingAction> actions)
    {
        foreach (var action in actions)
        {
            if (Read(action) is { } notification) notifications.Add(notification);
        }
    }

    public void Gather(BatchNeeds needs)
    {
        foreach (var notification in notifications)
        {
            foreach (var recipient in notification.Recipients) needs.User(recipient, notification.Action);
            if (notification.Action.Target is { } target) needs.See(target);
        }
    }

    public void Check(BatchRows rows)
    {
        foreach (var notification in notifications)
        {
            if (notification.Action.Target is { } target && !rows.Found.ContainsKey(target))
            {
                notification.Action.Fail($"The {target} no longer exists.", FailureCode.EntityGone);
                continue;
            }

            var found = notification.Recipients.Select(rows.Users.Find).ToList();
            if (found.Find(f => f.Problem is not null).Problem is { } problem) notification.Action.Fail(problem, FailureCode.UserUnavailable);
            else notification.UserIds = [.. found.SelectMany(f => f.Users).Distinct()];
        }
    }

    public async Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        var ready = notifications.Where(n => n.Action.State == ActionState.Ready).ToList();
        if (ready.Count == 0) return;
        var rows = ready.SelectMany(n => n.UserIds, (n, user) => (Notification: n, User: user)).ToList();
        var numbers = await SequenceNumbers.DrawAsync(transaction, "public.notifications_id_seq", rows.Count, ct).ConfigureAwait(false);
        using var command = new NpgsqlCommand(InsertSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long[]> { TypedValue = numbers },
                SqlParameters.Column(rows, r => r.User),
                SqlParameters.Column(rows, r => r.Notification.Title),
                SqlParameters.Column(rows, r => r.Notification.Settings.Message),
                SqlParameters.Column(rows, r => r.Notification.Settings.Severity ?? "info"),
                SqlParameters.Column(rows, r => r.Notification.Settings.Kind),
                SqlParameters.Column(rows, r => r.Notification.Action.Target?.Type),
                SqlParameters.Column(rows, r => r.Notification.Action.Target?.Id),
                SqlParameters.Column(rows, r => r.Notification.Settings.Link),
                SqlParameters.Column(rows, r => r.Notification.Action.Execution.Id),
            },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        var next = 0;
        foreach (var notification in ready)
        {
            var own = numbers[next..(next += notification.UserIds.Count)];
            notification.Action.Succeed(new JsonObject
            {
                ["notification_ids"] = new JsonArray([.. own.Select(n => JsonValue.Create(n))]),
                ["user_ids"] = new JsonArray([.. notification.UserIds.Select(u => JsonValue.Create(u))]),
            });
        }
    }

    private static NewNotification? Read(PendingAction action)
    {
        var (settings, problem) = SettingsJson.Read<SendNotificationSettings>(action.Planned.Settings);
        var recipients = new List<UserReference>();
        problem ??= settings is null ? "The notification has no settings." : CheckTexts(settings) ?? ReadRecipients(settings, recipients);
        if (problem is null)
        {
            var notification = new NewNotification(action, settings!, recipients);
            if (notification.Title.Length <= LongestTitle) return notification;
            problem = $"The title has {notification.Title.Length} characters; at most {LongestTitle} are possible.";
        }

        action.Fail(problem);
        return null;
    }

    private static string? CheckTexts(SendNotificationSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Message)) return "The message is empty.";
        if (settings.Message.Length > LongestMessage) return $"The message has more than {LongestMessage} characters.";
        if (settings.Kind?.Length > LongestKind) return $"The kind has more than {LongestKind} characters.";
        if (settings.Link?.Length > LongestLink) return $"The link has more than {LongestLink} characters.";
        // Again, where a placeholder has made it.
        return settings.Link is null ? null : Links.Check(settings.Link);
    }

    private static string? ReadRecipients(SendNotificationSettings settings, List<UserReference> recipients)
    {
        // A placeholder can come to nothing: a deal without a manager, say. What remains is notified; nobody at all is a failure.
        foreach (var text in (settings.Recipients ?? []).Prepend(settings.UserId))
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (UserReference.Parse(text) is not { } user) return $"'{text}' is no user's number, e-mail address or role.";
            recipients.Add(user);
        }

        return recipients.Count == 0 ? "There is nobody to notify: 'user_id' and 'recipients' are empty." : null;
    }
}

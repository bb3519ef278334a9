using System.Collections.Frozen;
using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Contexts;

/// <summary>The rows that belong to the entities of a batch, as they are now.</summary>
internal sealed record RelatedRows(
    FrozenDictionary<long, Organisation> Organisations,
    FrozenDictionary<long, User> Users,
    FrozenDictionary<long, Contact> PrimaryContacts,
    FrozenDictionary<long, IReadOnlyList<Contact>> People,
    FrozenDictionary<(string EntityType, long EntityId), DateTimeOffset> LastActivities);

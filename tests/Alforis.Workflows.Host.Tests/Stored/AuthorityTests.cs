namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class AuthorityTests
{
    private const string ByTheCommercial = "UPDATE workflows SET activated_by = (SELECT id FROM users WHERE email = 'user@alforis.com') WHERE id = @id";
    private const string Touch = "UPDATE deals SET description = coalesce(description, '') || 'x' WHERE id = 1";

    [Theory]
    [InlineData("UPDATE users SET is_active = false WHERE email = 'user@alforis.com'", "is disabled")]
    [InlineData("DELETE FROM user_roles WHERE user_id = (SELECT id FROM users WHERE email = 'user@alforis.com')", "'deals:update'")]
    [InlineData("DELETE FROM role_permissions WHERE permission_id = (SELECT id FROM permissions WHERE resource = 'deals' AND action = 'update')", "'deals:update'")]
    [InlineData("UPDATE organisations SET assigned_to = NULL; DELETE FROM users WHERE email = 'user@alforis.com'", "has no account any more")]
    public async Task Dispatch_ActivatorLosesTheRight_SuspendsTheWorkflowAndSaysWhy(string loss, string said)
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync("Marquer", "marque");
        await crm.ExecuteAsync(ByTheCommercial, new { id });
        await crm.ExecuteAsync(Touch);
        await crm.DispatchAsync();
        Assert.Equal(1, await ExecutionsAsync(crm, id));

        await crm.ExecuteAsync(loss);
        await crm.ExecuteAsync(Touch);
        await crm.DispatchAsync();

        Assert.Equal(1, await ExecutionsAsync(crm, id));
        var list = crm.Console();
        Assert.Equal(0, await list.RunAsync("workflows", "list"));
        Assert.Contains($"Workflow {id} is suspended: WF2010", list.Output, StringComparison.Ordinal);
        Assert.Contains(said, list.Output, StringComparison.Ordinal);
        var doctor = crm.Console();
        Assert.Equal(1, await doctor.RunAsync("doctor"));
        Assert.Contains("1 active workflow suspended", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_OnTheCommandLine_LiftsTheSuspensionUnderTheOperatorsAuthority()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync("Marquer", "marque");
        await crm.ExecuteAsync(ByTheCommercial, new { id });
        await crm.ExecuteAsync("UPDATE users SET is_active = false WHERE email = 'user@alforis.com'");
        await crm.DispatchAsync();
        Assert.True(await crm.ScalarAsync<bool>("SELECT suspended_at IS NOT NULL FROM workflows WHERE id = @id", new { id }));

        var console = crm.Console();
        Assert.Equal(0, await console.RunAsync("workflows", "activate", $"{id}"));
        await crm.ExecuteAsync(Touch);
        await crm.DispatchAsync();

        Assert.Equal(1, await ExecutionsAsync(crm, id));
        Assert.True(await crm.ScalarAsync<bool>("SELECT suspended_at IS NULL AND activated_by IS NULL FROM workflows WHERE id = @id", new { id }));
    }

    private static Task<int> ExecutionsAsync(StoredCrm crm, long id) =>
        crm.ScalarAsync<int>("SELECT count(*)::int FROM workflow_executions WHERE workflow_id = @id AND status = 'success'", new { id });
}

using Alforis.Crm.Data.EmbeddedPostgres;

// Runs an embedded server until its input ends, so that a test can kill the owner of a server without killing itself.
await using var server = await EmbeddedPostgresServer.StartAsync(new EmbeddedPostgresOptions { DataDirectory = args[0], Durable = false });
Console.WriteLine(server.ConnectionString);
await Console.In.ReadToEndAsync();

using System.Net.Mail;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>
/// Writes each message into a directory instead of sending it: the bytes that a mail server would get, in a file named by the
/// idempotency key. Another attempt writes the same file again. Thread-safe.
/// </summary>
/// <param name="directory">Where the files go; made when it is missing.</param>
internal sealed class PickupEmailSender(string directory) : IEmailSender
{
    private const string Extension = ".eml";

    /// <inheritdoc/>
    public async ValueTask<StepResult> SendAsync(MailMessage message, Guid idempotencyKey, CancellationToken cancellationToken)
    {
        var file = Path.Combine(directory, idempotencyKey + Extension);
        try
        {
            var bytes = await MakeAsync(message, cancellationToken);
            PickupDirectory.Prepare(directory);
            var unfinished = Path.Combine(directory, $".{idempotencyKey}.{Guid.NewGuid():N}");
            await WriteAsync(unfinished, bytes, cancellationToken);
            // Whoever looks into the directory sees whole messages only.
            File.Move(unfinished, file, overwrite: true);
            return StepResult.Success(new JsonObject { ["file"] = file });
        }
        catch (Exception e) when (e.GetBaseException() is IOException or UnauthorizedAccessException)
        {
            return StepResult.Transient(FailureCode.MailBusy, $"The e-mail cannot be written to {file}: {e.GetBaseException().Message.TrimEnd('.')}.");
        }
    }

    /// <summary>The mail client writes what it would send, below an envelope that no server gets as a part of the message.</summary>
    private static async Task<ReadOnlyMemory<byte>> MakeAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var place = Directory.CreateTempSubdirectory("alforis-mail-");
        try
        {
            using var client = new SmtpClient();
            client.DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory;
            client.PickupDirectoryLocation = place.FullName;
            await client.SendMailAsync(message, cancellationToken);
            return WithoutEnvelope(await File.ReadAllBytesAsync(place.GetFiles().Single().FullName, cancellationToken));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(string file, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await using var stream = File.Create(file);
        await stream.WriteAsync(message, cancellationToken);
        // On the way to a server the end of the message is this and a dot.
        await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
    }

    private static ReadOnlyMemory<byte> WithoutEnvelope(ReadOnlyMemory<byte> written)
    {
        var isEnvelope = true;
        while (isEnvelope)
        {
            // A long line goes on in the next one, behind a space.
            isEnvelope = written.Span.StartsWith("X-Sender:"u8) || written.Span.StartsWith("X-Receiver:"u8) || written.Span[0] == ' ';
            if (isEnvelope) written = written[(written.Span.IndexOf("\r\n"u8) + 2)..];
        }

        return written;
    }
}

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Somebody whose transaction has been open for some time.</summary>
/// <param name="Who">Process, user, program and address.</param>
/// <param name="Open">For how long the transaction has been open.</param>
/// <param name="Idle">For how long it has done nothing; <see langword="null"/> when it works.</param>
/// <param name="HoldsSnapshot">Whether rows that were deleted since must be kept for its sake.</param>
internal sealed record Session(string Who, TimeSpan Open, TimeSpan? Idle, bool HoldsSnapshot);

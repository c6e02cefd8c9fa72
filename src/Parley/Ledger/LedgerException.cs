namespace Parley.Ledger;

/// <summary>A ledger cannot do what it was asked to: it is not there, is none, is of a newer version, is full, may not be written, or refuses an entry.</summary>
/// <param name="message">One line: where, what is wrong, what to do.</param>
/// <param name="inner">What brought it about.</param>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message.ReplaceLineEndings(" "), inner);

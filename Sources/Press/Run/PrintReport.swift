// SPDX-License-Identifier: Apache-2.0

/// What one print run did; the counts are compared with the counts expected before posting.
public struct PrintReport: Equatable, Sendable {
    /// Pages in the file.
    public internal(set) var pages = 0
    /// Envelopes in the file, each counted once.
    public internal(set) var envelopes = 0
    /// Everything that is not printed as handed in, in the order of the sheets.
    public internal(set) var problems: [PrintProblem] = []
    /// For each page of the file its envelope; `nil` for pages that are not posted.
    public internal(set) var perPageEnvelope: [EnvelopeID?] = []
    /// Numbers of the sheets that were left out because of a problem, from 1.
    public internal(set) var leftOut: [Int] = []
    /// Size of the file in bytes.
    public internal(set) var bytes = 0
}

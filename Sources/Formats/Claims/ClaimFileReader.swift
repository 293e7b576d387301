// SPDX-License-Identifier: Apache-2.0

/// Reads claim files (レセプト電算, UKE) of 医科, 歯科 and 調剤 by their layouts, streaming.
///
/// Tolerant of LF line ends and a missing end byte. A claim with an error is counted and not
/// handed over; the file goes on claim by claim. CP932 is decoded only for the items that are
/// text.
public struct ClaimFileReader: Sendable {
    private let layouts: [ClaimKind: ClaimLayout]
    private let grouped: ClaimLayout?
    /// The layout of lists (連名簿); `nil` where the folder has none.
    let list: FeedLayout?

    public init(_ library: LayoutLibrary) {
        layouts = library.claims
        grouped = library.groupedClaims
        list = library.feeds[ClaimList.layout]
    }

    /// Reads a file and hands over its good claims in the order of the file.
    ///
    /// A truncated file is known only at its end (`damaged`): read it once without handing over,
    /// or undo what was taken when the summary says so.
    /// - Throws: `FormatRefusal` when it is no claim file at all; `Fault` (disk); what `each`
    ///   throws.
    public func read(
        _ source: ByteSource, each: (ClaimRecord) throws -> Void
    ) throws -> ClaimFileSummary {
        var pass = try makePass(for: source, keepsRejected: false)
        try LineReader.forEachLine(of: source) { line in try pass.take(line, each) }
        return try pass.finish(each)
    }

    /// A walk by the layouts that the file needs.
    func makePass(for source: ByteSource, keepsRejected: Bool) throws -> ClaimPass {
        var layouts = layouts
        // A file of DPC says so only behind its first claim, and its first claim is read before.
        if let grouped, let marker = grouped.marker, try source.hasRecord(marker) {
            layouts[grouped.kind] = grouped
        }
        return try ClaimPass(layouts, keepsRejected: keepsRejected)
    }

    /// Judges a file without handing anything over.
    public func inspect(_ source: ByteSource) throws -> ClaimFileSummary {
        try read(source) { _ in }
    }
}

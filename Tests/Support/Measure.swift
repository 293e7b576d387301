// SPDX-License-Identifier: Apache-2.0
public import Testing

/// Says which measures of the assessment a test proves: `@Test("…", .measure("R-45", "R-51"))`.
///
/// `scripts/measures` reads these marks from the sources, joins them with the results of the last
/// run, and fails when a software or mixed measure has no passing test. The ids are those of
/// `Sources/Reports/Measures/measures.tsv`.
public struct MeasureTrait: TestTrait, SuiteTrait {
    /// Ids such as `R-45` or `R-85a`.
    public let ids: [String]
    public var isRecursive: Bool { true }
}

extension Trait where Self == MeasureTrait {
    /// The measures that this test, or every test of this suite, proves.
    public static func measure(_ ids: String...) -> Self { MeasureTrait(ids: ids) }
}

// SPDX-License-Identifier: Apache-2.0

/// One measure (措置) of the assessment's parts I to V and what this program does about it.
public struct Measure: Hashable, Sendable {
    /// Who keeps the promise.
    public enum Kind: String, CaseIterable, Sendable {
        case software = "S"
        case mixed = "M"
        case organisation = "O"

        /// The word on the screen.
        public var title: String {
            switch self {
            case .software: "ソフトウェア"
            case .mixed: "ソフトウェアと組織"
            case .organisation: "組織（台帳を持つ）"
            }
        }

        /// True when a passing test must prove it.
        public var needsProof: Bool { self != .organisation }
    }

    /// `R-01` … `R-104`; two are split by letters.
    public let id: String
    public let kind: Kind
    /// Where the sentence stands in the assessment.
    public let place: String
    /// The sentence, shortened.
    public let sentence: String
    /// What the program does.
    public let action: String
    /// The code of the screen where it is seen.
    public let screen: String
    /// What remains with the organisation; `nil` when nothing does.
    public let outside: String?
}

/// A test that proves a measure, as the sources mark it.
public struct MeasureTest: Hashable, Sendable {
    /// The type and the function: `GateTests.permission`.
    public let name: String
    /// The sentence of the test.
    public let title: String
    /// The file in the repository.
    public let file: String
}

/// A measure with its tests and the last result on record.
public struct ProvenMeasure: Sendable {
    /// How a measure stands.
    public enum State: String, Sendable {
        /// Every test that proves it passed in the run on record.
        case proven
        /// A test that proves it failed in the run on record.
        case failing
        /// It needs a test and has none.
        case unproven
        /// It has tests, and the run on record does not know one of them.
        case unknown
        /// The organisation keeps it; the program keeps the register.
        case register

        /// The word on the screen.
        public var title: String {
            switch self {
            case .proven: "証明済み"
            case .failing: "試験が失敗"
            case .unproven: "試験なし"
            case .unknown: "結果の記録なし"
            case .register: "台帳"
            }
        }
    }

    public let measure: Measure
    public let tests: [MeasureTest]
    public let state: State

    /// - Parameter results: name of a test → whether it passed.
    public init(_ measure: Measure, tests: [MeasureTest], results: [String: Bool]) {
        self.measure = measure
        self.tests = tests
        let known = tests.map { results[$0.name] }
        state =
            if tests.isEmpty {
                measure.kind.needsProof ? .unproven : .register
            } else if known.contains(false) {
                .failing
            } else if known.contains(nil) {
                .unknown
            } else {
                .proven
            }
    }
}

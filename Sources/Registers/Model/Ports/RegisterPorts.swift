// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Where files that prove an entry rest: encrypted, under the digest of their bytes.
public protocol EvidenceStore: Sendable {
    /// Puts a file down; the same file twice is there once. It is kept from `settle` on.
    func put(_ bytes: [UInt8], at key: String) throws
    /// The record stands.
    func settle(_ key: String) throws
    /// - Throws: `Fault(.key)` for what was altered, `Fault(.disk)`.
    func bytes(at key: String) throws -> [UInt8]
}

/// Where the proof of a measure of the assessment stands (対策の試験の結果).
public enum MeasureState: String, Sendable {
    /// Its tests pass.
    case proven
    /// A software measure without a passing test.
    case open
    /// Kept by the organisation: its register is the proof.
    case organisational
}

/// Answers how far the measures of the assessment are proven.
public protocol MeasureStates: Sendable {
    func state(of measure: String) -> MeasureState?
    /// The questions of a self-check, one a measure.
    func questions() -> [CheckQuestion]
}

/// Gathers everything System 1 holds about a person.
public protocol PersonalRecords: Sendable {
    /// Every row of every table, opened, with the words of the assessment for its columns.
    func sections(
        about person: AddresseeNumber, in scope: Scope
    ) throws -> [PersonalFile.Section]
}

/// Answers from the log whose data were seen.
public protocol AffectedPersons: Sendable {
    /// Persons whose data were shown or changed between two moments.
    func affected(_ question: AffectedQuestion, in scope: Scope) throws -> AffectedAnswer
}

/// Counts what the register of the assessment declares.
public protocol LiveFigures: Sendable {
    func counts(in scope: Scope) throws -> (persons: Int, handlers: Int, vendors: Int)
}

/// What the registers need from the rest of the house.
public struct RegisterRoom: Sendable {
    public let catalogue: RegisterCatalogue
    public let evidence: any EvidenceStore
    public let measures: any MeasureStates
    public let records: any PersonalRecords
    public let affected: any AffectedPersons
    public let figures: any LiveFigures

    public init(
        catalogue: RegisterCatalogue, evidence: any EvidenceStore, measures: any MeasureStates,
        records: any PersonalRecords, affected: any AffectedPersons, figures: any LiveFigures
    ) {
        self.catalogue = catalogue
        self.evidence = evidence
        self.measures = measures
        self.records = records
        self.affected = affected
        self.figures = figures
    }
}

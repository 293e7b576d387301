// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// What the signed catalogue of System 2 lets the office ask: 事務手続 × 特定個人情報.
public struct InquiryChoices: Hashable, Sendable {
    /// One 特定個人情報 of a procedure.
    public struct Item: Hashable, Sendable {
        public let code: String
        public let title: String
        /// Who provides it (情報提供者).
        public let provider: String
        public let legalBasis: String
        /// The consent that must stand before it is asked for.
        public let consent: ConsentMatter?
        /// False while the municipality has not confirmed the line (未確認).
        public let isConfirmed: Bool
        public let source: String

        public init(
            code: String, title: String, provider: String, legalBasis: String,
            consent: ConsentMatter?, isConfirmed: Bool, source: String
        ) {
            self.code = code
            self.title = title
            self.provider = provider
            self.legalBasis = legalBasis
            self.consent = consent
            self.isConfirmed = isConfirmed
            self.source = source
        }
    }

    /// A 事務手続, for one purpose of the office.
    public struct Procedure: Hashable, Sendable {
        public let code: String
        public let title: String
        public let purpose: Purpose
        public let items: [Item]

        public init(code: String, title: String, purpose: Purpose, items: [Item]) {
            self.code = code
            self.title = title
            self.purpose = purpose
            self.items = items
        }
    }

    /// Version of the catalogue with the beginning of its digest, as screens and records show it.
    public let version: String
    /// False where the demonstration's key signed it or a line is 未確認.
    public let isConfirmed: Bool
    public let procedures: [Procedure]

    public init(version: String, isConfirmed: Bool, procedures: [Procedure]) {
        self.version = version
        self.isConfirmed = isConfirmed
        self.procedures = procedures
    }

    /// The line of a pair; `nil` is a pair that may not be asked.
    public func line(procedure: String, item: String) -> (procedure: Procedure, item: Item)? {
        guard let found = procedures.first(where: { $0.code == procedure }),
            let wanted = found.items.first(where: { $0.code == item })
        else { return nil }
        return (found, wanted)
    }
}

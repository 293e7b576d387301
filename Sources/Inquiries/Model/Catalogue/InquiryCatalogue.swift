// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// What may be inquired at all: 事務手続 × 特定個人情報, from a file whose signature was checked.
public struct InquiryCatalogue: Sendable, Hashable {
    /// Version as the file names it.
    public let version: String
    /// SHA-256 of the file in hexadecimal.
    public let digest: String
    /// Who signed it.
    public let signer: CatalogueSigner
    /// 情報照会者 as the record of 番号法23条 names them.
    public let inquirer: String
    public let terms: InquiryTerms
    public let procedures: [CatalogueProcedure]
    /// Reasons of the intermediate server in words, by code.
    let refusals: [String: String]

    /// Version and beginning of the digest, as records and screens name the catalogue.
    public var name: String { "\(version) (\(digest.prefix(12)))" }

    /// False where the sample's key signed it or any line is 未確認.
    public var isConfirmed: Bool {
        signer == .municipality && terms.isConfirmed
            && procedures.allSatisfy { $0.isConfirmed && $0.items.allSatisfy(\.isConfirmed) }
    }

    /// The line of a pair, for a purpose.
    ///
    /// Everything else is refused here, before anybody is asked anything.
    /// - Throws: `InquiryRefusal.notInCatalogue`, `.otherPurpose`.
    public func line(
        procedure: String, item: String, for purpose: Purpose
    ) throws(InquiryRefusal) -> CatalogueLine {
        guard let known = procedures.first(where: { $0.code == procedure }),
            let wanted = known.items.first(where: { $0.code == item })
        else { throw .notInCatalogue }
        guard known.purpose == purpose else { throw .otherPurpose }
        return CatalogueLine(procedure: known, item: wanted)
    }

    /// What a refusal of the other side means, in words.
    func reason(_ code: String) -> String {
        refusals[code] ?? "中間サーバーが理由コード\(code)で拒否しました"
    }
}

/// With which key a catalogue was signed.
public enum CatalogueSigner: String, Sendable, Hashable {
    /// The public sample key: rehearsals with fictional numbers only.
    case sample
    /// The key of the municipality.
    case municipality
}

/// A 事務手続 with what may be asked for it.
public struct CatalogueProcedure: Sendable, Hashable {
    public let code: String
    public let title: String
    public let purpose: Purpose
    public let isConfirmed: Bool
    public let source: String
    public let items: [CatalogueItem]
}

/// A 特定個人情報 that may be asked for.
public struct CatalogueItem: Sendable, Hashable {
    /// One item that may come back; nothing else of an answer enters the program.
    public struct Field: Sendable, Hashable, Codable {
        public let code: String
        public let title: String
    }

    public let code: String
    public let title: String
    /// 情報提供者.
    public let provider: String
    public let legalBasis: String
    /// Which consent must stand, by the word of System 1 (`tax`, `receiving-account`).
    public let consent: String?
    public let fields: [Field]
    public let isConfirmed: Bool
    public let source: String
}

/// One pair of the catalogue.
public struct CatalogueLine: Sendable, Hashable {
    public let procedure: CatalogueProcedure
    public let item: CatalogueItem
}

/// How long the office waits and how often it asks.
public struct InquiryTerms: Sendable, Hashable {
    public let isConfirmed: Bool
    /// Days until an inquiry without an answer expires.
    public let answerDays: Int
    /// Seconds until the next poll; doubled while nothing changes.
    public let firstPollSeconds: Int
    public let longestPollSeconds: Int
    /// Seconds for which work that a run has taken is left alone by other runs.
    public let leaseSeconds: Int

    /// Seconds to the next attempt after so many without news.
    func wait(after attempts: Int) -> Int64 {
        let doubled = firstPollSeconds << min(max(attempts, 0), 16)
        return Int64(min(doubled, longestPollSeconds))
    }
}

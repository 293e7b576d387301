// SPDX-License-Identifier: Apache-2.0
import Foundation
import Safeguards
import Yams

/// The file of a catalogue as it is written; every word of it must be known.
struct CatalogueFile: Decodable {
    struct Terms: Decodable {
        let confirmed: Bool
        let answerDays: Int
        let firstPollSeconds: Int
        let longestPollSeconds: Int
        let leaseSeconds: Int

        enum CodingKeys: String, CodingKey {
            case confirmed
            case answerDays = "answer-days"
            case firstPollSeconds = "first-poll-seconds"
            case longestPollSeconds = "longest-poll-seconds"
            case leaseSeconds = "lease-seconds"
        }
    }

    struct Item: Decodable {
        let code: String
        let title: String
        let provider: String
        let legalBasis: String
        let consent: String?
        let fields: [CatalogueItem.Field]
        let confirmed: Bool
        let source: String

        enum CodingKeys: String, CodingKey {
            case code, title, provider, consent, fields, confirmed, source
            case legalBasis = "legal-basis"
        }
    }

    struct Procedure: Decodable {
        let code: String
        let title: String
        let purpose: String
        let confirmed: Bool
        let source: String
        let items: [Item]
    }

    struct Reason: Decodable {
        let code: String
        let text: String
    }

    let version: String
    let inquirer: String
    let terms: Terms
    let procedures: [Procedure]
    let refusals: [Reason]

    /// - Throws: `InquiryRefusal.catalogueUnreadable`.
    static func parse(_ bytes: Data) throws -> CatalogueFile {
        do {
            return try YAMLDecoder().decode(CatalogueFile.self, from: bytes)
        } catch {
            throw InquiryRefusal.catalogueUnreadable("書き方が違うところがあります")
        }
    }

    /// - Throws: `InquiryRefusal.catalogueUnreadable` for a line that nobody could use.
    func catalogue(digest: String, signer: CatalogueSigner) throws -> InquiryCatalogue {
        func refuse(_ problem: String) -> InquiryRefusal { .catalogueUnreadable(problem) }
        guard Set(procedures.map(\.code)).count == procedures.count else {
            throw refuse("同じ事務手続コードが二度あります")
        }
        guard terms.answerDays > 0, terms.firstPollSeconds > 0, terms.leaseSeconds > 0,
            terms.longestPollSeconds >= terms.firstPollSeconds
        else { throw refuse("待つ日数・秒数が正しくありません") }
        return InquiryCatalogue(
            version: version, digest: digest, signer: signer, inquirer: inquirer,
            terms: InquiryTerms(
                isConfirmed: terms.confirmed, answerDays: terms.answerDays,
                firstPollSeconds: terms.firstPollSeconds,
                longestPollSeconds: terms.longestPollSeconds, leaseSeconds: terms.leaseSeconds),
            procedures: try procedures.map { procedure in
                guard let purpose = Purpose(rawValue: procedure.purpose) else {
                    throw refuse("\(procedure.code)の利用目的を知りません")
                }
                guard Set(procedure.items.map(\.code)).count == procedure.items.count else {
                    throw refuse("\(procedure.code)に同じ特定個人情報が二度あります")
                }
                return CatalogueProcedure(
                    code: procedure.code, title: procedure.title, purpose: purpose,
                    isConfirmed: procedure.confirmed, source: procedure.source,
                    items: try procedure.items.map { try CatalogueItem($0) })
            },
            refusals: Dictionary(refusals.map { ($0.code, $0.text) }) { first, _ in first })
    }
}

extension CatalogueItem {
    fileprivate init(_ item: CatalogueFile.Item) throws {
        // A line without its ground allows nothing.
        guard !item.legalBasis.isEmpty, !item.provider.isEmpty, !item.fields.isEmpty else {
            throw InquiryRefusal.catalogueUnreadable("\(item.code)に根拠・提供者・項目がそろっていません")
        }
        self.init(
            code: item.code, title: item.title, provider: item.provider,
            legalBasis: item.legalBasis, consent: item.consent, fields: item.fields,
            isConfirmed: item.confirmed, source: item.source)
    }
}

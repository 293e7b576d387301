// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Entitlement
import Foundation
import Office
import Safeguards
import Vocabulary

@testable import Desk

/// Which ids a city has, by the name that a parameter of a route gives them.
struct KnownIds {
    /// Ids of rows in System 1: parameter, table.
    static let rows: [(parameter: String, table: String)] = [
        ("application", "application"), ("proposal", "proposal"),
        ("decision", "entitlement_history"), ("file", "claim_file"), ("claim", "claim"),
        ("error", "claim_error"), ("case", "reimbursement"), ("run", "payment_run"),
        ("liability", "liability"), ("proxy", "proxy_receipt"), ("claimback", "claim_back"),
        ("insurerrequest", "insurer_request"),
        ("recovery", "recovery"), ("voucher", "cash_voucher"),
        ("recoveryrequest", "recovery_request"), ("retroactive", "retroactive_proposal"),
        ("payeechange", "payee_change"),
        ("expenditure", "expenditure"), ("eapplication", "e_application"),
        ("attachment", "e_attachment"), ("linkfile", "link_file"), ("passkey", "passkey"),
        ("purge", "purge_list"), ("legalhold", "legal_hold"), ("logend", "log_end_proposal"),
        ("request", "protection_request"), ("hold", "letter_hold"),
        ("inquiryhold", "inquiry_hold"),
        ("grant", "grant_proposal"), ("revocation", "revocation_request"),
        ("terminal", "terminal"), ("line", "stocktaking_line"), ("campaign", "stocktaking"),
        ("emergency", "break_glass"), ("access", "access_confirmation"),
        ("alarm", "log_alarm"), ("relation", "officer_relation"),
        ("evidence", "register_file"), ("question", "check_question"), ("stop", "work_stop"),
        ("jobrun", "job_run"), ("extraction", "extraction_definition"),
        ("copy", "copy_request"), ("trial", "migration_trial"), ("insurerrule", "insurer_rule"),
        ("invoice", "agency_invoice"), ("delegation", "delegation"),
        ("mail", "letter_return"), ("batch", "letter_batch"),
        ("casepaper", "case_paper"), ("decisionrule", "decision_rule"),
        ("headrule", "head_rule"),
        ("ruleuse", "decision_rule_use"), ("succession", "insurer_succession"),
        ("appeal", "appeal"),
    ]
    /// What the safeguards keep; a quiet year of a town has none of it.
    static let quiet: Set<String> = [
        "liability", "proxy", "insurerrequest", "claimback", "voucher", "recoveryrequest",
        "retroactive", "payeechange",
        "expenditure",
        "purge", "legalhold", "logend", "request", "hold", "inquiryhold", "grant", "revocation",
        "terminal",
        "line",
        "campaign", "emergency", "access", "alarm", "relation", "evidence", "question", "stop",
        "jobrun", "extraction", "copy", "envelope", "number", "trial", "insurerrule", "invoice",
        "mail", "succession", "appeal", "casepaper", "decisionrule", "ruleuse", "delegation",
        // Both cities have signed the same kinds.
        "headrule",
    ]
    /// Read once for all tests: reading them is an entry in the log of a city.
    static let ofBoth = Task {
        let towns = try await TwoTowns.shared.value
        return (
            try KnownIds(of: towns.smaller).byParameter, try KnownIds(of: towns.larger).byParameter
        )
    }
    /// Ids of rows in System 2.
    private static let rowsOfSystem2: [(parameter: String, table: String)] = [
        ("match", "match_case"), ("merge", "person_merge"), ("residentfile", "feed_file"),
    ]
    /// Every parameter that this test has ids for.
    static let parameters = Set(rows.map(\.parameter))
        .union(rowsOfSystem2.map(\.parameter)).union([
            "person", "day", "inquiry", "envelope", "number",
        ])
    /// Secrets of a few hours that live in the memory of one desk: lists, drafts, prints ….
    static let secrets: Set<String> = [
        "ticket", "draft", "stage", "job", "entry", "print", "kept",
    ]
    /// Parameters that name nothing of a person or a case.
    static let words: [String: String] = [
        "screen": "1010", "insurer": "06119903", "step": "applicant", "system": "casework",
        "register": "contract",
        "list": "recipients", "pagenumber": "1", "kind": "notice",
    ]

    let byParameter: [String: [String]]

    init(of city: TwoTowns.City) throws {
        let reader = Principal(
            officer: "u1", name: "検証", roles: [.head], session: "test", terminal: "T1")
        var found = try city.office.casework.perform(.viewLists, by: reader, for: .benefit) {
            scope in
            var ids: [String: [String]] = [:]
            for (parameter, table) in KnownIds.rows {
                ids[parameter] = try scope.db.rows("SELECT id FROM \(table) ORDER BY id") {
                    String($0.int64(0))
                }
            }
            ids["inquiry"] = try scope.db.rows(
                "SELECT inquiry_number FROM inquiry ORDER BY id"
            ) { $0.text(0) }
            ids["envelope"] = try scope.db.rows(
                "SELECT DISTINCT envelope FROM letter_out ORDER BY 1"
            ) { $0.text(0) }
            // 受付票などの番号: fiscal year and number, as the register shows them.
            ids["number"] = try scope.db.rows(
                "SELECT DISTINCT fiscal_year, entry_number FROM register_entry ORDER BY 1, 2"
            ) { "\($0.int(0))-\($0.int(1))" }
            ids["day"] = try scope.db.rows(
                "SELECT DISTINCT payment_day FROM payment_run ORDER BY 1"
            ) { $0.date(0).description }
            return ids
        }
        let numbering = Principal.machine("resident-link")
        try city.office.addressee.perform(.relayChanges, by: numbering, for: .change) { scope in
            for (parameter, table) in KnownIds.rowsOfSystem2 {
                found[parameter] = try scope.db.rows("SELECT id FROM \(table) ORDER BY id") {
                    String($0.int64(0))
                }
            }
        }
        found["person"] = Set(
            try city.office.directory.changes(after: 0, limit: .max).map(\.number)
        ).sorted().map(\.description)
        byParameter = found
    }

    /// An id of the same form that neither city has.
    static func never(_ parameter: String) -> String {
        switch parameter {
        case "person":
            (99_000_000..<99_000_100).lazy.compactMap { AddresseeNumber(serial: $0) }.first?
                .description ?? ""
        case "day": "2031-03-03"
        case let name where secrets.contains(name): String(repeating: "0", count: 36)
        default: "987654321"
        }
    }
}

extension Route {
    /// The parameters of the address that name somebody or something.
    var parameters: [String] {
        definition.path.split(separator: "/").filter { $0.first == ":" }
            .map { String($0.dropFirst()) }.filter { KnownIds.words[$0] == nil }
    }

    /// The address with one id in the place of every parameter that names something.
    func path(with id: String) -> String {
        definition.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.first == ":" else { return String(part) }
            return KnownIds.words[String(part.dropFirst())] ?? id
        }.joined(separator: "/")
    }
}

// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import MedicalHub
import NumberGate
import Safeguards
import Scheme
import Support
import Vocabulary

@testable import Office

/// A whole installation with a few fictional families and a simulator of PMH beside it.
struct HubOffice {
    static let token = "hub-token-for-tests"
    static let first = officer("k901", [.administrator])
    static let second = officer("k902", [.administrator])
    static let counter = officer("u001", [.counter])
    static let head = officer("u002", [.head])
    static let terms = IntakeTerms(paperDays: 60, residentCheckHours: 24)

    let rehearsal: Rehearsal
    let office: Installation

    init(on today: CivilDate = day("2025-06-02")) throws {
        rehearsal = try Rehearsal()
        rehearsal.clock.stand(on: today)
        office = try Installation.create(rehearsal.settings())
    }

    init(rehearsal: Rehearsal, office: Installation) {
        self.rehearsal = rehearsal
        self.office = office
    }

    static func officer(_ id: String, _ roles: Set<Role>) -> Principal {
        Principal(officer: id, name: "検証", roles: roles, session: "test", terminal: id)
    }

    /// Two of every family: `90…1` the child, `90…2` the parent.
    static func person(_ place: Int, isChild: Bool) -> AddresseeNumber {
        let serials = (Int64(70_000 + place * 40 + (isChild ? 0 : 20)))...
        for serial in serials { if let number = AddresseeNumber(serial: serial) { return number } }
        preconditionFailure("a serial with a check digit is near")
    }

    static func digits(_ place: Int, isChild: Bool) -> String {
        let body = 99_800_000_000 + Int64(place * 2 + (isChild ? 0 : 1))
        return String(body) + String(NumberCheck.synthetic.digit(ofBody: body))
    }

    // MARK: 連携先の設定

    func configure(_ address: String) throws {
        try HubOffice.token.write(
            toFile: rehearsal.data + "/hub.token", atomically: true, encoding: .utf8)
        let json = """
            {"endpoint": "\(address)", "token-file": "hub.token", "timeout": 10, "profile": {
              "certificate-type": "KODOMO01", "certificate-name": "見本市こども医療費受給資格証",
              "always-reimbursement": false, "hidden-address": "不開示", "form": "difference",
              "cares": {"both": {"sub-key": "0"}, "outpatient": {"sub-key": "1"},
                        "inpatient": {"sub-key": "2"}},
              "details": [{"label": "受給者証番号", "item": "recipient-number"},
                          {"label": "氏名", "item": "name"}]}}
            """
        try json.write(toFile: rehearsal.data + "/hub.json", atomically: true, encoding: .utf8)
    }

    func switchOn() throws {
        try office.hub.propose(
            version: "第3版", publishedOn: day("2025-05-01"), reason: "評価書の改定",
            by: HubOffice.first)
        try office.hub.confirm(reason: "評価書を確かめた", by: HubOffice.second)
    }

    // MARK: 家族

    /// Takes the families in, or a change of them, as the register sends it.
    func receive(
        _ places: Range<Int>, from sequence: Int, isProtected: Bool = false
    ) throws {
        let layout = try office.layouts.feed("resident")
        var text = "\u{FEFF}" + layout.columns.map(\.name).joined(separator: ",") + "\r\n"
        var change = sequence
        for place in places {
            for isChild in [true, false] {
                let known = [
                    "stamp": "検証用", "change-number": String(change),
                    "addressee": HubOffice.person(place, isChild: isChild).description,
                    "individual-number": HubOffice.digits(place, isChild: isChild),
                    "household": String(900_000 + place), "status": "1",
                    "change-date": "20250301", "change-reason": "B11",
                    "name": "検証　\(isChild ? "子" : "親")\(place)",
                    "kana": "ケンショウ　\(isChild ? "コ" : "オヤ")", "sex": "2",
                    "born": isChild ? "20200405" : "19900505",
                    "relationship": isChild ? "20" : "02", "postal-code": "1190001",
                    "address": "見本市中央\(place)丁目1番1号", "resident-from": "20200405",
                    "protection": isProtected ? "1" : "0",
                ]
                text += layout.columns.map { known[$0.key] ?? "" }.joined(separator: ",") + "\r\n"
                change += 1
            }
        }
        let bytes = Array(text.utf8)
        _ = try office.addressee.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { [office] scope in
            try ReceiveResidentChanges.perform(
                .bytes(bytes), name: "resident_差分_20250601060000_\(sequence).csv",
                digest: Digest.of(bytes).description, layout: layout, vault: office.vault,
                in: scope)
        }
    }

    /// An application, a decision by two officers, and the consent to the registration.
    func grant(_ place: Int) throws {
        let (child, parent) = (
            HubOffice.person(place, isChild: true), HubOffice.person(place, isChild: false)
        )
        guard let insurer = InsurerNumber("06119903") else { return }
        let form = ApplicationInput(
            reason: .birth, channel: .counter, appliedOn: day("2025-06-01"), causeOn: nil,
            applicant: parent, child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: child, insurer: insurer, insurerName: "見本健康保険組合",
                acquiredOn: day("2024-01-01"), source: .shaho),
            account: nil)
        let receipt = try office.casework.perform(
            ReceiveApplication.operation, by: HubOffice.counter, for: .registration
        ) {
            try ReceiveApplication.perform(
                form, directory: office.directory, terms: HubOffice.terms, in: $0)
        }
        let proposals = try office.casework.perform(
            ProposeDecisions.operation, by: HubOffice.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [receipt.id], law: office.law, directory: office.directory,
                terms: HubOffice.terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
        _ = try office.casework.perform(
            ApproveDecisions.operation, by: HubOffice.head, for: .registration
        ) { try ApproveDecisions.perform(.these(proposals), in: $0) }
        try consent(place) { try RecordConsent.perform($0, in: $1) }
    }

    func withdraw(_ place: Int) throws {
        try consent(place) { try RecordConsent.withdraw($0, in: $1) }
    }

    private func consent(
        _ place: Int, _ body: (ConsentInput, Scope) throws -> Void
    ) throws {
        let child = HubOffice.person(place, isChild: true)
        try office.casework.perform(
            RecordConsent.operation, by: HubOffice.counter, for: .registration
        ) { scope in
            try body(
                ConsentInput(
                    .hub, about: ConsentCase(subject: child, child: child),
                    by: HubOffice.person(place, isChild: false),
                    on: rehearsal.clock.now().dayInJapan, evidence: .paper,
                    reference: "同意書-\(place)"), scope)
        }
    }
}

/// The simulator of PMH as a program of its own.
struct HubSimulator {
    let process: PeerProcess

    init(_ arguments: [String] = []) throws {
        process = try PeerProcess(
            "medical-hub/medical_hub.py", ["--token", HubOffice.token] + arguments)
    }

    var channel: HTTPHubChannel {
        get throws {
            guard let url = URL(string: process.address) else { throw HubRefusal.notConfigured }
            return HTTPHubChannel(
                try HubConnection(endpoint: url, token: HubOffice.token, isRehearsal: true))
        }
    }

    /// What it holds: 履歴キー → the row.
    func rows() async throws -> [[String: Any]] {
        let body = try await channel.get("registrations").body
        let page = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return page?["rows"] as? [[String: Any]] ?? []
    }

    /// How often it was told of a row.
    func stored() async throws -> Int {
        let body = try await channel.get("simulator/state").body
        let state = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return state?["stored"] as? Int ?? -1
    }
}

// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Entitlement
import Formats
import Foundation
import Inquiries
import Links
import NumberGate
import Office
import Safeguards
import Support
import Vocabulary

/// A whole fictional office with two residents, one open application, and the simulator of the
/// intermediate server as a process of its own behind the real adapter.
final class InquiryOffice: Sendable {
    let rehearsal: Rehearsal
    let office: Installation
    let simulator: SimulatorProcess
    let parent: AddresseeNumber
    let child: AddresseeNumber

    static let clerk = Principal(
        officer: "u001", name: "検証", roles: [.counter], session: "test", terminal: "T1")
    static let head = Principal(
        officer: "u002", name: "課長", roles: [.head], session: "test", terminal: "T2")

    init() throws {
        rehearsal = try Rehearsal()
        rehearsal.clock.stand(on: day("2025-04-10"))
        office = try Installation.create(rehearsal.settings())
        let numbers = (90_000..<90_010).compactMap { AddresseeNumber(serial: $0) }
        (parent, child) = (numbers[0], numbers[1])
        simulator = try SimulatorProcess(
            "intermediate-server/simulator.py",
            [
                "--body", office.body, "--clock",
                String(rehearsal.clock.now().microseconds), "--answer-after", "2",
            ])
        try settle()
        try connect()
        try apply()
    }

    /// The two in the register of System 2, by a file of the feed.
    private func settle() throws {
        let layout = try office.layouts.feed("resident")
        var text = "\u{FEFF}" + layout.columns.map(\.name).joined(separator: ",") + "\r\n"
        for (place, who) in [parent, child].enumerated() {
            let body = 99_900_000_000 + Int64(place)
            let number = String(body) + String(NumberCheck.synthetic.digit(ofBody: body))
            let known = [
                "stamp": "検証用", "change-number": String(place + 1),
                "addressee": who.description, "individual-number": number,
                "household": "900001", "status": "1", "change-date": "20250301",
                "change-reason": "B00", "name": "検証　\(place)", "kana": "ケンショウ", "sex": "2",
                "born": place == 0 ? "19900505" : "20150610", "relationship": "20",
                "postal-code": "1190001", "address": "見本市中央1-1", "resident-from": "20150405",
                "protection": "0",
            ]
            text += layout.columns.map { known[$0.key] ?? "" }.joined(separator: ",") + "\r\n"
        }
        let source = ByteSource.bytes(Array(text.utf8))
        try office.addressee.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { scope in
            _ = try ReceiveResidentChanges.perform(
                source, name: "resident_差分_20250401060000_001.csv", digest: "a",
                layout: layout, vault: office.vault, in: scope)
        }
    }

    /// `server.json` among the keys, as an installation has it.
    private func connect() throws {
        let folder = URL(fileURLWithPath: office.settings.inquiriesDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let papers = simulator.certificates
        let settings = ServerSettings(
            url: "https://localhost:\(simulator.port)",
            certificate: papers.client.certificate.path, key: papers.client.key.path,
            trust: papers.authority.path, body: office.body, timeoutSeconds: 10)
        try JSONEncoder().encode(settings)
            .write(to: folder.appendingPathComponent("server.json"))
    }

    private func apply() throws {
        let form = ApplicationInput(
            receipt: "R7-000001", reason: .birth, channel: .counter,
            appliedOn: day("2025-04-10"), applicant: parent, child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: false, consents: true)
        _ = try office.casework.perform(
            ReceiveApplication.operation, by: Self.clerk, for: .registration
        ) {
            try ReceiveApplication.perform(
                form, directory: office.directory, terms: office.intake, in: $0)
        }
    }

    // MARK: 照会

    func request(
        item: String = "TM00000000000002", in other: Installation? = nil
    ) throws -> String {
        let office = other ?? self.office
        return try office.casework.perform(
            RequestInquiry.operation, by: Self.clerk, for: .registration, reason: "所得の確認"
        ) {
            try RequestInquiry.perform(
                InquiryRequest(
                    subject: parent, child: child, procedure: "KODOMO-01", item: item),
                through: office.inquiries, in: $0)
        }
    }

    func detail(_ number: String) throws -> InquiryDetail {
        try office.casework.perform(
            ViewInquiry.operation, by: Self.clerk, for: .registration
        ) { try ViewInquiry.perform(number, in: $0) }
    }

    @discardableResult
    func confirm(
        _ number: String, under law: EligibilityLaw? = nil
    ) throws -> ConfirmInquiry.Outcome {
        try office.casework.perform(
            ConfirmInquiry.operation, by: Self.head, for: .registration
        ) {
            try ConfirmInquiry.perform(
                number, law: law ?? office.law, directory: office.directory, in: $0)
        }
    }

    func withdraw(_ number: String) throws {
        try office.casework.perform(
            WithdrawInquiry.operation, by: Self.clerk, for: .registration, reason: "申請の取下げ"
        ) { try WithdrawInquiry.perform(number, in: $0) }
    }

    func records(_ number: String) throws -> [InquiryRecord] {
        try office.addressee.perform(
            ViewInquiryRecords.operation, by: Self.head, for: .audit, reason: "点検"
        ) { try ViewInquiryRecords.perform(InquiryRecordQuestion(number: number), in: $0) }
    }

    /// Runs of the relay on several days.
    @discardableResult
    func relay(times: Int = 6) async throws -> RelayReport {
        var sum = RelayReport()
        for _ in 0..<times {
            sum = sum + (try await InquiryRelay.run(once: office))
            // Half a day at a time: the permit of the simulator lives for one.
            rehearsal.clock.pass(seconds: 6 * 3_600)
            try simulator.order("{\"clock\": \(rehearsal.clock.now().microseconds)}")
        }
        return sum
    }

    func close() throws {
        simulator.stop()
        try office.close()
    }
}

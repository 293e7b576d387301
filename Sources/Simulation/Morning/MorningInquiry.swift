// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Inquiries
import Links
import Office
import Safeguards
import Vocabulary

extension MorningAfter {
    /// How often the relay runs until an answer is there: code, question, permit, answer.
    private static let runs = 8

    /// Whoever came without evidence of insurance is asked about (情報照会): the answer lies there and is
    /// to be confirmed.
    ///
    /// - Returns: where the answer and the town's truth part.
    func inquiry(about held: ApplicationReceipt?) throws -> [Difference] {
        guard let held else { return [] }
        let truth = try TruthFiles(town: year.settings.folder)
        let provisions = try truth.lines("provisions", as: TruthFiles.Provision.self)
        let server = PlayedServer(office, clock: year.clock, provisions)
        let child = try child(of: held)
        var comparing = Comparing("provisions")
        guard let number = try ask(about: child, server) else {
            comparing.expect(child.description, "照会", "受付", "なし")
            return comparing.differences
        }
        let detail = try office.casework.perform(
            ViewInquiry.operation, by: try year.staff.principal(.counter), for: .registration
        ) { try ViewInquiry.perform(number, in: $0) }
        comparing.expect(child.description, "照会の状態", true, detail.file.mayConfirm)
        let found = Set(detail.result.map(\.value))
        guard let line = provisions.first(where: { $0.child == child.description }) else {
            return comparing.differences
        }
        for expected in [line.insurer, line.symbol, line.number, line.acquired.description] {
            comparing.expect(child.description, "回答 \(expected)", true, found.contains(expected))
        }
        return comparing.differences
    }

    private func child(of receipt: ApplicationReceipt) throws -> AddresseeNumber {
        let file = try office.casework.perform(
            .viewApplication, by: try year.staff.principal(.counter), for: .registration
        ) { scope in
            let file = try ApplicationBook.file(receipt: receipt.receipt, from: scope.db)
            scope.saw([file?.child].compactMap(\.self))
            return file
        }
        guard let file else { throw Fault(.database, detail: "受け付けた申請がありません") }
        return file.child
    }

    /// Asks until the person has a 符号, then carries the question and its answer.
    private func ask(about child: AddresseeNumber, _ server: PlayedServer) throws -> String? {
        let counter = try year.staff.principal(.counter)
        let relay = try InquiryRelay(office, server: server)
        let request = InquiryRequest(
            subject: child, child: child, procedure: "KODOMO-01", item: "X-IRYOHOKEN")
        var number: String?
        for _ in 0..<MorningAfter.runs {
            if number == nil {
                do {
                    number = try office.casework.perform(
                        RequestInquiry.operation, by: counter, for: .registration,
                        about: [child], reason: "保険資格の確認書類が添えられていないため"
                    ) {
                        try RequestInquiry.perform(request, through: office.inquiries, in: $0)
                    }
                } catch InquiryRefusal.codeMissing {
                    // No 符号 yet; System 2 has queued the request for one.
                }
            }
            _ = try AsyncWork.wait { try await relay.runOnce() }
            year.clock.pass(minutes: 10)
        }
        return number
    }
}

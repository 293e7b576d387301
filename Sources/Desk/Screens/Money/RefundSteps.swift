// SPDX-License-Identifier: Apache-2.0
import Formats
import Office
import Payments
import Safeguards
import Vocabulary

/// The steps of a decided refund: the bank file of all that wait, the counter, and the bank's word.
enum RefundSteps {
    /// The file as something to be saved: written once; one that was lost on its way comes again with the
    /// same bytes, by its row. Each is in the log.
    static func write(_ visit: Visit) async throws -> Answer {
        if let id = Int64(visit.form["refund-file"]) {
            return try await hand(visit) { try WriteRefundFile.again(id, in: $0) }
        }
        var reading = FormReading(visit.form, today: visit.today)
        let day = reading.date("refund-day", "振込の日")
        guard reading.isRight, let day else {
            return .page(try await ReturnsScreen.page(visit, problems: reading.problems))
        }
        let office = visit.installation
        let city = try office.originator()
        let (days, law) = (office.paymentDays, office.recoveryLaw)
        let audience: FileAudience = visit.desk.settings.isRehearsal ? .trial : .realPeer
        let key = visit.onceKey ?? randomKey(office.settings.random)
        return try await hand(visit) { scope in
            try WriteRefundFile.perform(
                order: city.order(on: day), key: key, audience: audience, days: days, law: law,
                in: scope)
        }
    }

    private static func hand(
        _ visit: Visit, _ body: @escaping @Sendable (Scope) throws -> WrittenRefundFile
    ) async throws -> Answer {
        try await HandedFile.hand(
            visit, "還付の振込データ", landing: Route.returns.path(),
            refused: { try await ReturnsScreen.page(visit, problems: $0) }
        ) { scope in
            let file = try body(scope)
            return HandedFile(
                name: file.record.name, bytes: file.bytes, count: file.record.records,
                wasWritten: file.wasWritten)
        }
    }

    static func identify(_ visit: Visit) async throws -> Answer {
        let (request, id) = try await asked(visit)
        var reading = FormReading(visit.form, today: visit.today)
        guard let evidence = ReceiverEntry.read(request, &reading), reading.isRight else {
            return .page(try await RecoveryScreen.page(visit, id, problems: reading.problems))
        }
        return try await RecoverySteps.carryOut(visit, id, "refundidentified") {
            try IdentifyRefundReceiver.perform(request, evidence, in: $0)
        }
    }

    static func handOver(_ visit: Visit) async throws -> Answer {
        let (request, id) = try await asked(visit)
        let law = visit.installation.recoveryLaw
        return try await RecoverySteps.carryOut(visit, id, "refundpaid") {
            _ = try HandOverRefund.perform(request, law: law, in: $0)
        }
    }

    static func result(_ visit: Visit) async throws -> Answer {
        let (request, id) = try await asked(visit)
        var reason: ReturnReason?
        if visit.form["act"] == "returned" {
            reason = ReturnReason(rawValue: visit.form["bank-\(request)"])
            guard reason != nil else {
                let problem = FormProblem("bank-\(request)", "振込不能の理由を選んでください。")
                return .page(try await RecoveryScreen.page(visit, id, problems: [problem]))
            }
        }
        let (told, payout) = (reason, Int64(visit.form["payout"]) ?? 0)
        return try await RecoverySteps.carryOut(visit, id, "refundresult") {
            try RecordRefundResult.perform(
                request, of: payout, returned: told, in: $0)
        }
    }

    /// The request of the path, and its claim.
    private static func asked(_ visit: Visit) async throws -> (request: Int64, recovery: Int64) {
        (try visit.id("recoveryrequest"), try await RecoveryScreen.recovery(of: visit))
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import MedicalHub
import Office
import Safeguards
import Vocabulary

/// What an administrator does with PMH.
enum HubSteps {
    static func resend(_ visit: Visit) async throws -> Answer {
        let orders = visit.form.all("order").compactMap { Int64($0) }
        let isAll = visit.form["what"] == "differences"
        let (hub, officer) = (visit.installation.hub, try visit.officer())
        var reading = FormReading(visit.form, today: visit.today)
        if orders.isEmpty, !isAll { reading.wrong("resend-form", "再送する行を選んでください。") }
        return try await carryOut(visit, reading) {
            let count = try await visit.desk.threads.run {
                isAll
                    ? try hub.resendDifferences(by: officer)
                    : try hub.resend(orders, by: officer)
            }
            return "resent&n=\(count)"
        }
    }

    static func run(_ visit: Visit) async throws -> Answer {
        let (hub, officer) = (visit.installation.hub, try visit.officer())
        return try await carryOut(visit, FormReading(visit.form, today: visit.today)) {
            let report = try await hub.run(by: officer)
            return "hubrun&n=\(report.accepted)&held=\(report.refused + report.failed)"
        }
    }

    static func reconcile(_ visit: Visit) async throws -> Answer {
        let (hub, officer) = (visit.installation.hub, try visit.officer())
        return try await carryOut(visit, FormReading(visit.form, today: visit.today)) {
            let found = try await hub.reconcile(by: officer)
            return "hubcompared&n=\(found.lines.count)"
        }
    }

    /// One of the three forms that begin and end the use.
    static func manage(_ visit: Visit) async throws -> Answer {
        let (hub, officer) = (visit.installation.hub, try visit.officer())
        var reading = FormReading(visit.form, today: visit.today)
        let step = reading.typed["step"]
        let reason = reading.text(
            "\(step)-reason", orElse: "理由を入力してください（記録されます）。")
        switch step {
        case "propose":
            let version = reading.text("version", orElse: "評価書の版を入力してください。")
            let day = reading.date("published", "公表の日")
            return try await carryOut(visit, reading) {
                guard let day else { return "" }
                try await visit.desk.threads.run {
                    try hub.propose(
                        version: version, publishedOn: day, reason: reason, by: officer)
                }
                return "hubproposed"
            }
        case "confirm":
            return try await carryOut(visit, reading) {
                try await visit.desk.threads.run { try hub.confirm(reason: reason, by: officer) }
                return "hubon"
            }
        case "stop":
            return try await carryOut(visit, reading) {
                try await visit.desk.threads.run { try hub.stop(reason: reason, by: officer) }
                return "huboff"
            }
        default: throw DeskRefusal.notFound
        }
    }

    private static func carryOut(
        _ visit: Visit, _ given: FormReading, _ step: () async throws -> String
    ) async throws -> Answer {
        var reading = given
        if reading.isRight {
            do {
                return visit.carriedOut(Route.hub.path() + "?done=\(try await step())")
            } catch let refusal as any Refusal
                where refusal is HubRefusal || refusal is HubQueueRefusal
                || (refusal as? SafeguardRefusal) == .sameOfficer
            {
                reading.refused(refusal)
            } catch let fault as Fault where fault.kind == .network {
                reading.wrong(nil, "PMHに接続できません。接続の設定と回線を確かめて、しばらくしてからやり直してください。")
            }
        }
        return .page(try await HubScreen.page(visit, problems: reading.problems))
    }
}

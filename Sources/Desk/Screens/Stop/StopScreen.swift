// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Safeguards
import Vocabulary

/// 3050 緊急停止: stops payments and letters at once; a head who did not press it ends it.
enum StopScreen: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.stops, to: show)
        book.bind(.stopWork, to: stop, again: page)
        book.bind(.resumeWork, to: resume, again: page)
    }

    struct Body: PageModel {
        let standing: [Row]
        let isNone: Bool
        let history: [Row]
        let mayStop: Bool
        let action: String
        let fields: [FormField]
    }

    struct Row: PageModel {
        let area: String
        let since: String
        let officer: String
        let why: String
        /// Where it is ended, for a head who did not press it.
        let resume: String?
        let field: String
        let isOwn: Bool
        let ended: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func stop(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let area: WorkStop.Area? = reading.code("area", orElse: "止めるものを選んでください。")
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        guard reading.isRight, let area else {
            return .page(try await page(visit, problems: reading.problems))
        }
        try await visit.perform(reason: reason) { scope in
            _ = try StopWork.perform(area, in: scope)
        }
        return visit.carriedOut(Route.stops.path() + "?done=stopped")
    }

    static func resume(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("stop")
        let reason = visit.form["reason"]
        guard !reason.isEmpty else {
            let problem = FormProblem("resume-\(id)", "解除の理由を入力してください（記録されます）。")
            return .page(try await page(visit, problems: [problem]))
        }
        do {
            try await visit.perform(reason: reason) { scope in
                try ResumeWork.perform(id, in: scope)
            }
        } catch let refusal as PaymentRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await page(visit, problems: [problem]))
        } catch SafeguardRefusal.sameOfficer {
            let problem = FormProblem(nil, SafeguardRefusal.sameOfficer.message)
            return .page(try await page(visit, problems: [problem]))
        }
        return visit.carriedOut(Route.stops.path() + "?done=resumed")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let found = try await visit.perform(.viewBatches) { scope in
            (
                standing: try StopBook.standing(from: scope.db),
                history: try StopBook.history(from: scope.db)
            )
        }
        let officer = try visit.officer().officer
        let mayStop = visit.may(.stopWork)
        var keys: [Key] = [.link("F5", "更新", Route.stops.path())]
        if visit.may(.viewJobs) { keys.append(.link("F6", "業務暦・ジョブ", Route.jobs.path())) }
        if mayStop { keys.append(.send("F9", "停止する", form: "stop-form")) }
        return Page(
            "stop/stop", Screen.stop.title, crumbs: [.home], keys: keys, problems: problems,
            message: Done.banner(visit),
            body: Body(
                standing: found.standing.map { row($0, visit, officer) },
                isNone: found.standing.isEmpty,
                history: found.history.filter { $0.end != nil }.map { row($0, visit, officer) },
                mayStop: mayStop, action: Route.stopWork.path(),
                fields: [
                    FormField.select(
                        "area", "止めるもの", visit.form,
                        [("", "選んでください")]
                            + WorkStop.Area.allCases.map { ($0.rawValue, $0.wording) },
                        isRequired: true),
                    FormField.text(
                        "reason", "理由（記録されます）", visit.form, size: "long", isRequired: true),
                ].checked(problems)))
    }

    private static func row(_ stop: WorkStop, _ visit: Visit, _ officer: String) -> Row {
        let isOwn = stop.officer == officer
        let mayResume = stop.end == nil && visit.may(.resumeWork) && !isOwn
        return Row(
            area: stop.area.wording, since: Say.moment(stop.at),
            officer: visit.desk.name(of: stop.officer),
            why: stop.reason, resume: mayResume ? Route.resumeWork.path(stop.id) : nil,
            field: "resume-\(stop.id)", isOwn: isOwn && stop.end == nil && visit.may(.resumeWork),
            ended: stop.end.map {
                "\(Say.moment($0.at)) \(visit.desk.name(of: $0.officer))：\($0.reason)"
            } ?? "")
    }
}

extension WorkStop {
    /// The line above every page.
    func bannerLine(_ desk: DeskRoom) -> String {
        "緊急停止中：\(area.wording)（\(Say.moment(at)) \(desk.name(of: officer))「\(reason)」）"
    }
}

// SPDX-License-Identifier: Apache-2.0
import Formats
import Office
import Safeguards
import Vocabulary

/// 3040, trial of a changed book: it is read with its examples, then computed behind the pages.
enum BookTrialSteps {
    /// Reads what was sent, or what lies in the folder of books now.
    static func read(_ visit: Visit) async throws -> Answer {
        defer { visit.desk.uploads.remove(visit.files.map(\.path)) }
        try await visit.ask(for: .setScheme)
        let files = visit.files.filter { $0.bytes > 0 }.map {
            (name: $0.name, source: ByteSource.file($0.path))
        }
        let isFolder = visit.form["act"] == "folder"
        guard isFolder || !files.isEmpty else {
            let problem = FormProblem("file", "制度の本のファイル（YAML または ZIP）を選んでください。")
            return .page(try await SchemeScreen.page(visit, problems: [problem]))
        }
        let office = visit.installation
        do {
            let candidate = try await visit.desk.threads.run {
                try office.read(isFolder ? .folder : .files(files))
            }
            guard !candidate.files.isEmpty else {
                let problem = FormProblem(
                    "file", "制度の本のファイル（名前が .yaml で終わるもの）がありません。ファイルを選び直してください。")
                return .page(try await SchemeScreen.page(visit, problems: [problem]))
            }
            let trial = BookTrial(candidate)
            try await visit.perform(.viewScheme, reason: trial.reason) { scope in
                scope.counted(candidate.files.count)
            }
            let key = visit.desk.bookTrials.put(trial, of: try visit.officer().officer)
            return visit.carriedOut(Route.bookTrial.path(key))
        } catch let refusal as FormatRefusal {
            let problem = FormProblem("file", "\(refusal.message)［\(refusal.code)］")
            return .page(try await SchemeScreen.page(visit, problems: [problem]))
        }
    }

    /// Begins the computation, or asks it to end.
    static func compute(_ visit: Visit) async throws -> Answer {
        var (key, trial) = try await BookTrialScreen.trial(visit)
        if visit.form["act"] == "stop" {
            if let job = trial.job { visit.desk.jobs.askToStop(job) }
            return .onward(Route.bookTrial.path(key))
        }
        if let done = visit.landing { return .seeOther(done) }
        // One at a time: what comes of the one that runs belongs to its day and month.
        if let id = trial.job, let job = visit.desk.jobs.job(id), !job.state.isOver {
            return .onward(Route.bookTrial.path(key))
        }
        var reading = FormReading(visit.form, today: visit.today)
        let month = MonthEntry.read(reading.typed["month"])
        if month == nil { reading.wrong("month", "請求年月を入力してください。") }
        let day = reading.date("day", "判定する日")
        guard reading.isRight, let month, let day, let book = trial.candidate.book else {
            return .page(try await BookTrialScreen.page(visit, problems: reading.problems))
        }
        // The proof and the right are asked for before the page is left.
        try await visit.perform(reason: trial.reason) { scope in scope.note("begun") }
        let officer = try visit.officer()
        let worker = Principal(
            officer: officer.officer, name: officer.name, roles: officer.roles,
            session: "J\(officer.session)", terminal: officer.terminal)
        let (desk, office, reason) = (visit.desk, visit.installation, trial.reason)
        (trial.day, trial.month, trial.effect, trial.job) = (day, month, nil, nil)
        desk.bookTrials.set(trial, under: key, of: officer.officer)
        let place = (key: key, officer: officer.officer)
        let job = desk.jobs.start(
            "制度の本の試算 \(month)", by: officer.officer, named: officer.name, total: 0, unit: "件"
        ) { handle in
            handle.phase("計算しています")
            let effect = try await desk.threads.run {
                try office.compare(
                    book, on: day, billed: month, reason: reason, by: worker
                ) { count in
                    handle.advance(count)
                    return !handle.isStopAsked
                }
            }
            desk.bookTrials.change(place.key, of: place.officer) { known in
                if known.day == day, known.month == month { known.effect = effect }
            }
        }
        desk.bookTrials.change(key, of: officer.officer) { $0.job = job }
        return visit.carriedOut(Route.bookTrial.path(key))
    }
}

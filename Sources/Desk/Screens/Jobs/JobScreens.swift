// SPDX-License-Identifier: Apache-2.0

/// 3140: the office's year, its jobs, and what came of them.
enum JobScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.jobs, to: YearScreen.show)
        book.bind(.startJob, to: JobSteps.start, again: YearScreen.page)
        book.bind(.jobHistory, to: JobHistoryScreen.show)
        book.bind(.jobRun, to: JobRunScreen.show)
        book.bind(.jobProgress, to: JobRunScreen.progress)
        book.bind(.goOnJob, to: JobSteps.goOn, again: JobRunScreen.page)
        book.bind(.stopJob, to: JobSteps.stop, again: JobRunScreen.page)
        book.bind(.consentJob, to: JobSteps.consent, again: JobRunScreen.page)
        book.bind(.retryJob, to: JobSteps.retry, again: JobRunScreen.page)
        book.bind(.jobErrors, to: JobSteps.errors)
        book.bind(.jobPaper, to: BatchPapers.show)
        book.bind(.remakePaper, to: RemakePaper.perform, again: JobRunScreen.page)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// 1120, 1170, 1180 and what belongs to decisions: changes, corrections, grants at once, children who
/// never applied, papers, the register of certificates, the end of the year.
enum CaseScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.change, to: ChangeScreen.show)
        book.bind(.checkChange, to: ChangeScreen.check, again: ChangeScreen.checkPage)
        book.bind(.recordChange, to: ChangeScreen.record, again: ChangeScreen.checkPage)
        book.bind(.correction, to: CorrectionScreen.show)
        book.bind(.checkCorrection, to: CorrectionScreen.check, again: CorrectionScreen.checkPage)
        book.bind(.correct, to: CorrectionScreen.propose, again: CorrectionScreen.checkPage)
        book.bind(.decideAtOnce, to: AtOnceScreen.decide, again: AtOnceScreen.page)
        book.bind(.carryOutNotice, to: NoticeScreen.carryOut, again: AtOnceScreen.page)
        book.bind(.remindPapers, to: RegisterScreen.remind) { visit, problems in
            try await RegisterScreen.page(visit, .overdue, problems: problems)
        }
        book.bind(.decisionRules, to: RuleScreen.show)
        book.bind(.proposeDecisionRule, to: RuleScreen.propose, again: RuleScreen.page)
        book.bind(.signDecisionRule, to: RuleScreen.sign, again: RuleScreen.page)
        book.bind(.endDecisionRule, to: RuleScreen.end, again: RuleScreen.page)
        book.bind(.checkRuleUse, to: RuleScreen.checkUse, again: RuleScreen.page)
        book.bind(.unregistered, to: UnregisteredScreen.show)
        book.bind(.listUnregistered, to: UnregisteredScreen.list, again: UnregisteredScreen.page)
        book.bind(
            .inviteUnregistered, to: UnregisteredScreen.invite, again: UnregisteredScreen.page)
        book.bind(
            .startEnlargement, to: UnregisteredScreen.enlarge, again: UnregisteredScreen.page)
        book.bind(.casePapers, to: PapersScreen.show)
        book.bind(.attachPaper, to: PapersScreen.attach, again: PapersScreen.page)
        book.bind(.casePaper, to: PapersScreen.open)
        book.bind(.voidPaper, to: PapersScreen.void)
        book.bind(.redactForm, to: RedactScreen.show)
        book.bind(.paperPage, to: RedactScreen.picture)
        book.bind(.redactPaper, to: RedactScreen.redact, again: RedactScreen.page)
        book.bind(.certificates, to: CertificateRegisterScreen.show)
        book.bind(
            .returnCertificate, to: CertificateRegisterScreen.giveBack,
            again: CertificateRegisterScreen.page)
        book.bind(
            .recallCertificate, to: CertificateRegisterScreen.recall,
            again: CertificateRegisterScreen.page)
        book.bind(.successions, to: SuccessionScreen.show)
        book.bind(.proposeSuccession, to: SuccessionScreen.propose, again: SuccessionScreen.page)
        book.bind(.succession, to: SuccessionDecision.show)
        book.bind(.decideSuccession, to: SuccessionDecision.decide, again: SuccessionDecision.page)
        book.bind(.appeals, to: AppealScreen.show)
        book.bind(.personAppeals, to: AppealScreen.showChild)
        book.bind(.receiveAppeal, to: AppealScreen.receive, again: AppealScreen.childPage)
        book.bind(.appeal, to: AppealCourseScreen.show)
        book.bind(.noteAppeal, to: AppealCourseScreen.note, again: AppealCourseScreen.page)
        book.bind(.ruleAppeal, to: AppealCourseScreen.rule, again: AppealCourseScreen.page)
        book.bind(.yearEnd, to: YearEndScreen.show)
        book.bind(.runYearEnd, to: YearEndScreen.run) { visit, problems in
            try await YearEndScreen.page(visit, visit.form, problems: problems)
        }
    }
}

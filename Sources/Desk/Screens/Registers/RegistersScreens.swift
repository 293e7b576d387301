// SPDX-License-Identifier: Apache-2.0

/// 3070 安全管理台帳, 3080 開示等請求, 3090 問合せ受付票, 3110 事故.
enum RegistersScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.registers, to: RegisterOverviewScreen.show)
        for list in [Route.oneRegister, .disclosures, .enquiries, .incidents] {
            book.bind(list, to: RegisterListScreen.show)
        }
        for enter in [
            Route.enterRecord, .receiveDisclosure, .writeEnquiry, .reportIncident,
        ] {
            book.bind(enter, to: RegisterSteps.enter, again: RegisterSteps.page)
        }
        for record in [Route.registerRecord, .disclosure, .enquiry, .incident] {
            book.bind(record, to: RegisterRecordScreen.show)
        }
        for amend in [
            Route.amendRecord, .resetDisclosure, .amendEnquiry, .amendIncident,
        ] {
            book.bind(amend, to: RegisterSteps.amend, again: RegisterRecordScreen.page)
        }
        for move in [Route.moveRecord, .decideDisclosure, .moveEnquiry, .moveIncident] {
            book.bind(move, to: RegisterSteps.move, again: RegisterRecordScreen.page)
        }
        book.bind(.confirmRecord, to: RegisterSteps.confirm, again: RegisterRecordScreen.page)
        book.bind(.attachRecord, to: RegisterSteps.attach, again: RegisterRecordScreen.page)
        book.bind(.attachIncident, to: RegisterSteps.attach, again: RegisterRecordScreen.page)
        book.bind(.registerFile, to: RegisterSteps.file)
        book.bind(.newIncident, to: IncidentForm.show)
        book.bind(.affected, to: FindingsScreen.affected)
        book.bind(.personalFile, to: PersonalFileSteps.produce, again: RegisterRecordScreen.page)
        book.bind(.redact, to: PersonalFileSteps.redact, again: RegisterRecordScreen.page)
        book.bind(
            .endSuspension, to: PersonalFileSteps.endSuspension,
            again: RegisterRecordScreen.page)
        book.bind(.threshold, to: FindingsScreen.threshold)
        book.bind(.assessmentChanges, to: FindingsScreen.changes)
        book.bind(.assessmentText, to: AssessmentTextSteps.take)
        book.bind(.doors, to: FindingsScreen.doors)
        book.bind(.surveyResult, to: FindingsScreen.survey)
        book.bind(.contactPage, to: ContactScreen.show)
        book.bind(.circulars, to: CircularScreen.show)
        book.bind(.readCircular, to: CircularScreen.read, again: CircularScreen.page)
        book.bind(.answerSurvey, to: CircularScreen.answer, again: CircularScreen.page)
        book.bind(.answerCheck, to: CircularScreen.check, again: CircularScreen.page)
    }
}

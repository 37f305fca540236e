CREATE TABLE agenda_item (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	speaker BLOB,
	minutes_allotted INTEGER,
	documents VARCHAR,
	summary VARCHAR,
	decision VARCHAR,
	reservation VARCHAR,
	shareable BOOLEAN NOT NULL,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_agenda_item PRIMARY KEY (id),
	CONSTRAINT fk_agenda_item_owner FOREIGN KEY(owner) REFERENCES meeting (id),
	CONSTRAINT fk_agenda_item_speaker FOREIGN KEY(speaker) REFERENCES person (id)
);
CREATE INDEX ix_agenda_item_owner ON agenda_item (owner);
CREATE INDEX ix_agenda_item_speaker ON agenda_item (speaker);
CREATE TABLE agreement (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	register_number VARCHAR,
	title_fa VARCHAR NOT NULL,
	title_en VARCHAR,
	title_native VARCHAR,
	type BLOB,
	binding BOOLEAN NOT NULL,
	level VARCHAR,
	stage VARCHAR NOT NULL,
	proposed_on VARCHAR,
	council_decision_on VARCHAR,
	initialled_on VARCHAR,
	signed_on VARCHAR,
	in_force_on VARCHAR,
	expires_on VARCHAR,
	notice_given_on VARCHAR,
	ended_on VARCHAR,
	place_signed VARCHAR,
	legal_basis VARCHAR,
	council_resolution VARCHAR,
	council_resolution_on VARCHAR,
	duration_number INTEGER,
	duration_unit VARCHAR,
	notice_number INTEGER,
	notice_unit VARCHAR,
	period_calendar VARCHAR NOT NULL,
	force_condition VARCHAR,
	originals INTEGER,
	renewal VARCHAR,
	renewal_years INTEGER,
	source VARCHAR,
	certainty VARCHAR,
	authentic_languages VARCHAR,
	prevailing_text VARCHAR,
	paper_place VARCHAR,
	scan VARCHAR,
	dispute_clause VARCHAR,
	end_clause VARCHAR,
	joint_committee VARCHAR,
	review_value INTEGER,
	recommendation VARCHAR,
	reviewed_on VARCHAR,
	label VARCHAR NOT NULL,
	owner_body VARCHAR NOT NULL,
	executing_body BLOB,
	notes VARCHAR,
	archived BOOLEAN NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_agreement PRIMARY KEY (id),
	CONSTRAINT fk_agreement_type FOREIGN KEY(type) REFERENCES agreement_type (id),
	CONSTRAINT fk_agreement_executing_body FOREIGN KEY(executing_body) REFERENCES counterpart (id)
);
CREATE INDEX ix_agreement_executing_body ON agreement (executing_body);
CREATE INDEX ix_agreement_expires_on ON agreement (expires_on);
CREATE INDEX ix_agreement_signed_on ON agreement (signed_on);
CREATE INDEX ix_agreement_sorted ON agreement (deleted_at, signed_on, id, archived);
CREATE INDEX ix_agreement_stage ON agreement (stage);
CREATE INDEX ix_agreement_type ON agreement (type);
CREATE TABLE agreement_clearance (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	authority VARCHAR NOT NULL,
	letter VARCHAR,
	cleared_on VARCHAR,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_agreement_clearance PRIMARY KEY (id),
	CONSTRAINT fk_agreement_clearance_owner FOREIGN KEY(owner) REFERENCES agreement (id)
);
CREATE INDEX ix_agreement_clearance_owner ON agreement_clearance (owner);
CREATE TABLE agreement_tie (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	tie VARCHAR NOT NULL,
	earlier BLOB NOT NULL,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_agreement_tie PRIMARY KEY (id),
	CONSTRAINT fk_agreement_tie_owner FOREIGN KEY(owner) REFERENCES agreement (id),
	CONSTRAINT fk_agreement_tie_earlier FOREIGN KEY(earlier) REFERENCES agreement (id)
);
CREATE INDEX ix_agreement_tie_earlier ON agreement_tie (earlier);
CREATE INDEX ix_agreement_tie_owner ON agreement_tie (owner);
CREATE TABLE agreement_type (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	binding BOOLEAN NOT NULL,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_agreement_type PRIMARY KEY (id)
);
CREATE INDEX ix_agreement_type_sorted ON agreement_type (deleted_at, position, id, retired);
CREATE TABLE attachment (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	record BLOB NOT NULL,
	name VARCHAR NOT NULL,
	content VARCHAR NOT NULL,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_attachment PRIMARY KEY (id)
);
CREATE INDEX ix_attachment_record ON attachment (record);
CREATE TABLE attendee (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	person BLOB NOT NULL,
	post BLOB,
	side VARCHAR NOT NULL,
	head BOOLEAN NOT NULL,
	precedence INTEGER,
	attendance VARCHAR NOT NULL,
	replaced_by BLOB,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_attendee PRIMARY KEY (id),
	CONSTRAINT fk_attendee_owner FOREIGN KEY(owner) REFERENCES meeting (id),
	CONSTRAINT fk_attendee_person FOREIGN KEY(person) REFERENCES person (id),
	CONSTRAINT fk_attendee_post FOREIGN KEY(post) REFERENCES post (id),
	CONSTRAINT fk_attendee_replaced_by FOREIGN KEY(replaced_by) REFERENCES person (id)
);
CREATE INDEX ix_attendee_owner ON attendee (owner);
CREATE INDEX ix_attendee_person ON attendee (person);
CREATE INDEX ix_attendee_post ON attendee (post);
CREATE INDEX ix_attendee_replaced_by ON attendee (replaced_by);
CREATE TABLE budget_line (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	cost VARCHAR NOT NULL,
	subject VARCHAR,
	planned VARCHAR,
	actual VARCHAR,
	rial_rate INTEGER,
	funder VARCHAR,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_budget_line PRIMARY KEY (id),
	CONSTRAINT fk_budget_line_owner FOREIGN KEY(owner) REFERENCES delegation (id)
);
CREATE INDEX ix_budget_line_owner ON budget_line (owner);
CREATE TABLE challenge (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_challenge PRIMARY KEY (id)
);
CREATE INDEX ix_challenge_sorted ON challenge (deleted_at, position, id, retired);
CREATE TABLE check_out (
	id BLOB NOT NULL,
	is_trip BOOLEAN NOT NULL,
	delegation BLOB NOT NULL,
	title VARCHAR NOT NULL,
	to_whom VARCHAR NOT NULL,
	until VARCHAR,
	packed_at VARCHAR NOT NULL,
	packed_by BLOB,
	"key" BLOB NOT NULL,
	copy BLOB NOT NULL,
	state VARCHAR NOT NULL,
	returns INTEGER NOT NULL,
	files VARCHAR NOT NULL,
	CONSTRAINT pk_check_out PRIMARY KEY (id)
);
CREATE TABLE check_out_conflict (
	id BLOB NOT NULL,
	merge BLOB NOT NULL,
	check_out BLOB NOT NULL,
	kind VARCHAR NOT NULL,
	record BLOB NOT NULL,
	field VARCHAR NOT NULL,
	nature VARCHAR NOT NULL,
	base VARCHAR,
	ours VARCHAR,
	theirs VARCHAR,
	other BLOB,
	told VARCHAR NOT NULL,
	decided BLOB,
	choice VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	CONSTRAINT pk_check_out_conflict PRIMARY KEY (id)
);
CREATE INDEX ix_check_out_conflict_merge ON check_out_conflict (merge);
CREATE INDEX ix_check_out_conflict_record ON check_out_conflict (record);
CREATE TABLE check_out_merge (
	deed BLOB NOT NULL,
	check_out BLOB NOT NULL,
	copy BLOB NOT NULL,
	turn INTEGER NOT NULL,
	at VARCHAR NOT NULL,
	returned_at VARCHAR NOT NULL,
	told VARCHAR NOT NULL,
	CONSTRAINT pk_check_out_merge PRIMARY KEY (deed)
);
CREATE INDEX ix_check_out_merge_check_out ON check_out_merge (check_out);
CREATE TABLE check_out_row (
	copy BLOB NOT NULL,
	record BLOB NOT NULL,
	kind VARCHAR NOT NULL,
	deleted BOOLEAN NOT NULL,
	data VARCHAR NOT NULL,
	CONSTRAINT pk_check_out_row PRIMARY KEY (copy, record)
);
CREATE INDEX ix_check_out_row_record ON check_out_row (record);
CREATE TABLE city_fact (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	amount_text VARCHAR NOT NULL,
	source VARCHAR,
	as_of VARCHAR,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_city_fact PRIMARY KEY (id),
	CONSTRAINT fk_city_fact_owner FOREIGN KEY(owner) REFERENCES counterpart (id)
);
CREATE INDEX ix_city_fact_owner ON city_fact (owner);
CREATE TABLE clearance (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	step BLOB NOT NULL,
	state VARCHAR NOT NULL,
	letter_out VARCHAR,
	sent_on VARCHAR,
	letter_in VARCHAR,
	answered_on VARCHAR,
	condition VARCHAR,
	valid_to VARCHAR,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_clearance PRIMARY KEY (id),
	CONSTRAINT fk_clearance_owner FOREIGN KEY(owner) REFERENCES delegation (id),
	CONSTRAINT fk_clearance_step FOREIGN KEY(step) REFERENCES clearance_step (id)
);
CREATE INDEX ix_clearance_owner ON clearance (owner);
CREATE INDEX ix_clearance_step ON clearance (step);
CREATE TABLE clearance_step (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	route VARCHAR,
	authority VARCHAR,
	lead_days INTEGER,
	needs_letter BOOLEAN NOT NULL,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_clearance_step PRIMARY KEY (id)
);
CREATE INDEX ix_clearance_step_sorted ON clearance_step (deleted_at, position, id, retired);
CREATE TABLE counterpart (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	side VARCHAR NOT NULL,
	name_fa VARCHAR NOT NULL,
	name_en VARCHAR,
	name_native VARCHAR,
	other_spellings VARCHAR,
	acronym VARCHAR,
	country BLOB,
	parent BLOB,
	region VARCHAR,
	time_zone VARCHAR,
	position VARCHAR,
	population INTEGER,
	population_source VARCHAR,
	population_as_of VARCHAR,
	website VARCHAR,
	relations VARCHAR,
	their_mission VARCHAR,
	our_mission VARCHAR,
	tier BLOB,
	officer BLOB,
	our_aims VARCHAR,
	sensitivities VARCHAR,
	languages VARCHAR,
	founded VARCHAR,
	seat_city VARCHAR,
	themes VARCHAR,
	our_role VARCHAR,
	dues VARCHAR,
	dues_basis VARCHAR,
	loan VARCHAR,
	loan_amount VARCHAR,
	loan_interest VARCHAR,
	source VARCHAR,
	label VARCHAR NOT NULL,
	owner_body VARCHAR NOT NULL,
	executing_body BLOB,
	notes VARCHAR,
	archived BOOLEAN NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_counterpart PRIMARY KEY (id),
	CONSTRAINT fk_counterpart_country FOREIGN KEY(country) REFERENCES country (id),
	CONSTRAINT fk_counterpart_parent FOREIGN KEY(parent) REFERENCES counterpart (id),
	CONSTRAINT fk_counterpart_tier FOREIGN KEY(tier) REFERENCES tier (id),
	CONSTRAINT fk_counterpart_officer FOREIGN KEY(officer) REFERENCES officer (id),
	CONSTRAINT fk_counterpart_executing_body FOREIGN KEY(executing_body) REFERENCES counterpart (id)
);
CREATE INDEX ix_counterpart_country ON counterpart (country);
CREATE INDEX ix_counterpart_executing_body ON counterpart (executing_body);
CREATE INDEX ix_counterpart_kind ON counterpart (kind);
CREATE INDEX ix_counterpart_officer ON counterpart (officer);
CREATE INDEX ix_counterpart_parent ON counterpart (parent);
CREATE INDEX ix_counterpart_side ON counterpart (side);
CREATE INDEX ix_counterpart_tier ON counterpart (tier);
CREATE TABLE country (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	iso3 VARCHAR,
	continent VARCHAR,
	capital VARCHAR,
	our_mission VARCHAR,
	their_mission VARCHAR,
	national_day VARCHAR,
	languages VARCHAR,
	currency VARCHAR,
	protocol_notes VARCHAR,
	customs VARCHAR,
	sensitivities VARCHAR,
	emergency_numbers VARCHAR,
	facts_source VARCHAR,
	facts_checked_on VARCHAR,
	flag VARCHAR,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_country PRIMARY KEY (id)
);
CREATE INDEX ix_country_sorted ON country (deleted_at, position, id, retired);
CREATE TABLE delegation (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	direction VARCHAR NOT NULL,
	stage VARCHAR NOT NULL,
	purpose VARCHAR,
	expected_results VARCHAR,
	inviter BLOB,
	inviter_letter VARCHAR,
	inviter_letter_on VARCHAR,
	country BLOB,
	city VARCHAR,
	place_zone VARCHAR,
	starts_on VARCHAR,
	ends_on VARCHAR,
	head BLOB,
	head_rank BLOB,
	host BLOB,
	host_rank BLOB,
	necessity VARCHAR,
	council_resolution VARCHAR,
	council_resolution_on VARCHAR,
	funder VARCHAR,
	host_pays BOOLEAN NOT NULL,
	repeat_note VARCHAR,
	report_due_on VARCHAR,
	report_received_on VARCHAR,
	report_accepted_by BLOB,
	report_accepted_on VARCHAR,
	report_waiver VARCHAR,
	report_summary VARCHAR,
	purpose_met BOOLEAN NOT NULL,
	people_met VARCHAR,
	benefit_to_us VARCHAR,
	benefit_to_them VARCHAR,
	learnt VARCHAR,
	proposals VARCHAR,
	costs VARCHAR,
	label VARCHAR NOT NULL,
	owner_body VARCHAR NOT NULL,
	executing_body BLOB,
	notes VARCHAR,
	archived BOOLEAN NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_delegation PRIMARY KEY (id),
	CONSTRAINT fk_delegation_inviter FOREIGN KEY(inviter) REFERENCES counterpart (id),
	CONSTRAINT fk_delegation_country FOREIGN KEY(country) REFERENCES country (id),
	CONSTRAINT fk_delegation_head FOREIGN KEY(head) REFERENCES person (id),
	CONSTRAINT fk_delegation_head_rank FOREIGN KEY(head_rank) REFERENCES rank (id),
	CONSTRAINT fk_delegation_host FOREIGN KEY(host) REFERENCES person (id),
	CONSTRAINT fk_delegation_host_rank FOREIGN KEY(host_rank) REFERENCES rank (id),
	CONSTRAINT fk_delegation_report_accepted_by FOREIGN KEY(report_accepted_by) REFERENCES officer (id),
	CONSTRAINT fk_delegation_executing_body FOREIGN KEY(executing_body) REFERENCES counterpart (id)
);
CREATE INDEX ix_delegation_country ON delegation (country);
CREATE INDEX ix_delegation_direction ON delegation (direction);
CREATE INDEX ix_delegation_ends_on ON delegation (ends_on);
CREATE INDEX ix_delegation_executing_body ON delegation (executing_body);
CREATE INDEX ix_delegation_head ON delegation (head);
CREATE INDEX ix_delegation_head_rank ON delegation (head_rank);
CREATE INDEX ix_delegation_host ON delegation (host);
CREATE INDEX ix_delegation_host_rank ON delegation (host_rank);
CREATE INDEX ix_delegation_inviter ON delegation (inviter);
CREATE INDEX ix_delegation_report_accepted_by ON delegation (report_accepted_by);
CREATE INDEX ix_delegation_sorted ON delegation (deleted_at, starts_on, id, archived);
CREATE INDEX ix_delegation_stage ON delegation (stage);
CREATE INDEX ix_delegation_starts_on ON delegation (starts_on);
CREATE TABLE delegation_contact (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	role VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	phones VARCHAR,
	address VARCHAR,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_delegation_contact PRIMARY KEY (id),
	CONSTRAINT fk_delegation_contact_owner FOREIGN KEY(owner) REFERENCES delegation (id)
);
CREATE INDEX ix_delegation_contact_owner ON delegation_contact (owner);
CREATE TABLE delegation_text (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	language VARCHAR,
	speaker BLOB,
	occasion VARCHAR,
	body VARCHAR,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_delegation_text PRIMARY KEY (id),
	CONSTRAINT fk_delegation_text_owner FOREIGN KEY(owner) REFERENCES delegation (id),
	CONSTRAINT fk_delegation_text_speaker FOREIGN KEY(speaker) REFERENCES person (id)
);
CREATE INDEX ix_delegation_text_owner ON delegation_text (owner);
CREATE INDEX ix_delegation_text_speaker ON delegation_text (speaker);
CREATE TABLE domain (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_domain PRIMARY KEY (id)
);
CREATE INDEX ix_domain_sorted ON domain (deleted_at, position, id, retired);
CREATE TABLE follow_up (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	what VARCHAR NOT NULL,
	side VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	due_on VARCHAR,
	owner_person BLOB,
	officer BLOB,
	counterpart BLOB,
	meeting BLOB,
	agenda_item BLOB,
	agreement BLOB,
	delegation BLOB,
	promised_on VARCHAR,
	done_on VARCHAR,
	evidence VARCHAR,
	evidence_file VARCHAR,
	waiver_reason VARCHAR,
	label VARCHAR NOT NULL,
	owner_body VARCHAR NOT NULL,
	executing_body BLOB,
	notes VARCHAR,
	archived BOOLEAN NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_follow_up PRIMARY KEY (id),
	CONSTRAINT fk_follow_up_owner_person FOREIGN KEY(owner_person) REFERENCES person (id),
	CONSTRAINT fk_follow_up_officer FOREIGN KEY(officer) REFERENCES officer (id),
	CONSTRAINT fk_follow_up_counterpart FOREIGN KEY(counterpart) REFERENCES counterpart (id),
	CONSTRAINT fk_follow_up_meeting FOREIGN KEY(meeting) REFERENCES meeting (id),
	CONSTRAINT fk_follow_up_agenda_item FOREIGN KEY(agenda_item) REFERENCES agenda_item (id),
	CONSTRAINT fk_follow_up_agreement FOREIGN KEY(agreement) REFERENCES agreement (id),
	CONSTRAINT fk_follow_up_delegation FOREIGN KEY(delegation) REFERENCES delegation (id),
	CONSTRAINT fk_follow_up_executing_body FOREIGN KEY(executing_body) REFERENCES counterpart (id)
);
CREATE INDEX ix_follow_up_agenda_item ON follow_up (agenda_item);
CREATE INDEX ix_follow_up_agreement ON follow_up (agreement);
CREATE INDEX ix_follow_up_counterpart ON follow_up (counterpart);
CREATE INDEX ix_follow_up_delegation ON follow_up (delegation);
CREATE INDEX ix_follow_up_due_on ON follow_up (due_on);
CREATE INDEX ix_follow_up_executing_body ON follow_up (executing_body);
CREATE INDEX ix_follow_up_meeting ON follow_up (meeting);
CREATE INDEX ix_follow_up_officer ON follow_up (officer);
CREATE INDEX ix_follow_up_owner_person ON follow_up (owner_person);
CREATE INDEX ix_follow_up_side ON follow_up (side);
CREATE INDEX ix_follow_up_sorted ON follow_up (deleted_at, due_on, id, archived);
CREATE INDEX ix_follow_up_state ON follow_up (state);
CREATE TABLE gift (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	item VARCHAR NOT NULL,
	direction VARCHAR NOT NULL,
	kind BLOB,
	giver BLOB,
	receiver BLOB,
	value VARCHAR,
	state VARCHAR NOT NULL,
	kept_at VARCHAR,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_gift PRIMARY KEY (id),
	CONSTRAINT fk_gift_owner FOREIGN KEY(owner) REFERENCES delegation (id),
	CONSTRAINT fk_gift_kind FOREIGN KEY(kind) REFERENCES gift_kind (id),
	CONSTRAINT fk_gift_giver FOREIGN KEY(giver) REFERENCES person (id),
	CONSTRAINT fk_gift_receiver FOREIGN KEY(receiver) REFERENCES person (id)
);
CREATE INDEX ix_gift_giver ON gift (giver);
CREATE INDEX ix_gift_kind ON gift (kind);
CREATE INDEX ix_gift_owner ON gift (owner);
CREATE INDEX ix_gift_receiver ON gift (receiver);
CREATE TABLE gift_kind (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_gift_kind PRIMARY KEY (id)
);
CREATE INDEX ix_gift_kind_sorted ON gift_kind (deleted_at, position, id, retired);
CREATE TABLE itinerary_item (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	starts_at VARCHAR,
	ends_at VARCHAR,
	place VARCHAR,
	contact_name VARCHAR,
	transport VARCHAR,
	escort VARCHAR,
	interpreter VARCHAR,
	dress VARCHAR,
	speaker VARCHAR,
	meeting BLOB,
	cleared BOOLEAN NOT NULL,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_itinerary_item PRIMARY KEY (id),
	CONSTRAINT fk_itinerary_item_owner FOREIGN KEY(owner) REFERENCES delegation (id),
	CONSTRAINT fk_itinerary_item_meeting FOREIGN KEY(meeting) REFERENCES meeting (id)
);
CREATE INDEX ix_itinerary_item_meeting ON itinerary_item (meeting);
CREATE INDEX ix_itinerary_item_owner ON itinerary_item (owner);
CREATE TABLE journal_change (
	seq INTEGER NOT NULL,
	deed BLOB NOT NULL,
	kind VARCHAR NOT NULL,
	record BLOB NOT NULL,
	field VARCHAR NOT NULL,
	old VARCHAR,
	new VARCHAR,
	CONSTRAINT pk_journal_change PRIMARY KEY (seq),
	CONSTRAINT fk_journal_change_deed FOREIGN KEY(deed) REFERENCES journal_deed (id)
);
CREATE INDEX ix_journal_change_deed ON journal_change (deed);
CREATE INDEX ix_journal_change_record ON journal_change (record, field, seq);
CREATE TABLE journal_deed (
	id BLOB NOT NULL,
	at VARCHAR NOT NULL,
	officer BLOB,
	device VARCHAR NOT NULL,
	os_user VARCHAR NOT NULL,
	use_case VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	undoes BLOB,
	CONSTRAINT pk_journal_deed PRIMARY KEY (id)
);
CREATE INDEX ix_journal_deed_undoes ON journal_deed (undoes);
CREATE TABLE kept_draft (
	id BLOB NOT NULL,
	kind VARCHAR NOT NULL,
	officer BLOB,
	at VARCHAR NOT NULL,
	data VARCHAR NOT NULL,
	CONSTRAINT pk_kept_draft PRIMARY KEY (id)
);
CREATE TABLE meeting (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	subject VARCHAR NOT NULL,
	starts_at VARCHAR NOT NULL,
	length_minutes INTEGER,
	kind VARCHAR NOT NULL,
	stage VARCHAR NOT NULL,
	place VARCHAR,
	language VARCHAR,
	interpreter BLOB,
	delegation BLOB,
	agreement BLOB,
	internal BOOLEAN NOT NULL,
	our_objectives VARCHAR,
	arguments VARCHAR,
	tactical_arguments VARCHAR,
	their_aims VARCHAR,
	our_response VARCHAR,
	press_line VARCHAR,
	points_to_avoid VARCHAR,
	certainty VARCHAR,
	preparation_label VARCHAR NOT NULL,
	minutes VARCHAR,
	readout VARCHAR,
	minutes_number VARCHAR,
	author BLOB,
	approver BLOB,
	next_meeting VARCHAR,
	label VARCHAR NOT NULL,
	owner_body VARCHAR NOT NULL,
	executing_body BLOB,
	notes VARCHAR,
	archived BOOLEAN NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_meeting PRIMARY KEY (id),
	CONSTRAINT fk_meeting_interpreter FOREIGN KEY(interpreter) REFERENCES person (id),
	CONSTRAINT fk_meeting_delegation FOREIGN KEY(delegation) REFERENCES delegation (id),
	CONSTRAINT fk_meeting_agreement FOREIGN KEY(agreement) REFERENCES agreement (id),
	CONSTRAINT fk_meeting_author FOREIGN KEY(author) REFERENCES officer (id),
	CONSTRAINT fk_meeting_approver FOREIGN KEY(approver) REFERENCES officer (id),
	CONSTRAINT fk_meeting_executing_body FOREIGN KEY(executing_body) REFERENCES counterpart (id)
);
CREATE INDEX ix_meeting_agreement ON meeting (agreement);
CREATE INDEX ix_meeting_approver ON meeting (approver);
CREATE INDEX ix_meeting_author ON meeting (author);
CREATE INDEX ix_meeting_delegation ON meeting (delegation);
CREATE INDEX ix_meeting_executing_body ON meeting (executing_body);
CREATE INDEX ix_meeting_interpreter ON meeting (interpreter);
CREATE INDEX ix_meeting_sorted ON meeting (deleted_at, starts_at, id, archived);
CREATE INDEX ix_meeting_stage ON meeting (stage);
CREATE INDEX ix_meeting_starts_at ON meeting (starts_at);
CREATE TABLE member (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	person BLOB NOT NULL,
	post BLOB,
	role VARCHAR NOT NULL,
	precedence INTEGER,
	passport_number VARCHAR,
	passport_expires_on VARCHAR,
	visa VARCHAR,
	insurance VARCHAR,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_member PRIMARY KEY (id),
	CONSTRAINT fk_member_owner FOREIGN KEY(owner) REFERENCES delegation (id),
	CONSTRAINT fk_member_person FOREIGN KEY(person) REFERENCES person (id),
	CONSTRAINT fk_member_post FOREIGN KEY(post) REFERENCES post (id)
);
CREATE INDEX ix_member_owner ON member (owner);
CREATE INDEX ix_member_person ON member (person);
CREATE INDEX ix_member_post ON member (post);
CREATE TABLE meta (
	"key" VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
CREATE TABLE officer (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	person BLOB,
	initials VARCHAR,
	job VARCHAR,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_officer PRIMARY KEY (id),
	CONSTRAINT fk_officer_person FOREIGN KEY(person) REFERENCES person (id)
);
CREATE INDEX ix_officer_person ON officer (person);
CREATE INDEX ix_officer_sorted ON officer (deleted_at, position, id, retired);
CREATE TABLE party (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	owner BLOB NOT NULL,
	rank VARCHAR NOT NULL,
	body BLOB NOT NULL,
	signatory BLOB,
	post BLOB,
	witness BLOB,
	label VARCHAR,
	notes VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_party PRIMARY KEY (id),
	CONSTRAINT fk_party_owner FOREIGN KEY(owner) REFERENCES agreement (id),
	CONSTRAINT fk_party_body FOREIGN KEY(body) REFERENCES counterpart (id),
	CONSTRAINT fk_party_signatory FOREIGN KEY(signatory) REFERENCES person (id),
	CONSTRAINT fk_party_post FOREIGN KEY(post) REFERENCES post (id),
	CONSTRAINT fk_party_witness FOREIGN KEY(witness) REFERENCES person (id)
);
CREATE INDEX ix_party_body ON party (body);
CREATE INDEX ix_party_owner ON party (owner);
CREATE INDEX ix_party_post ON party (post);
CREATE INDEX ix_party_signatory ON party (signatory);
CREATE INDEX ix_party_witness ON party (witness);
CREATE TABLE person (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	name_fa VARCHAR NOT NULL,
	name_latin VARCHAR,
	other_spellings VARCHAR,
	honorific VARCHAR,
	form_of_address VARCHAR,
	photo VARCHAR,
	biography_fa VARCHAR,
	biography_en VARCHAR,
	nationality BLOB,
	languages VARCHAR,
	needs_interpreter BOOLEAN NOT NULL,
	diet VARCHAR,
	gift_taboos VARCHAR,
	interests VARCHAR,
	phones VARCHAR,
	emails VARCHAR,
	assistants VARCHAR,
	consent VARCHAR,
	label VARCHAR NOT NULL,
	owner_body VARCHAR NOT NULL,
	executing_body BLOB,
	notes VARCHAR,
	archived BOOLEAN NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT fk_person_nationality FOREIGN KEY(nationality) REFERENCES country (id),
	CONSTRAINT fk_person_executing_body FOREIGN KEY(executing_body) REFERENCES counterpart (id)
);
CREATE INDEX ix_person_executing_body ON person (executing_body);
CREATE INDEX ix_person_nationality ON person (nationality);
CREATE TABLE post (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	person BLOB NOT NULL,
	body BLOB,
	title_fa VARCHAR NOT NULL,
	title_en VARCHAR,
	seat BLOB,
	rank BLOB,
	precedence INTEGER,
	held_from VARCHAR,
	held_to VARCHAR,
	label VARCHAR NOT NULL,
	owner_body VARCHAR NOT NULL,
	executing_body BLOB,
	notes VARCHAR,
	archived BOOLEAN NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_post PRIMARY KEY (id),
	CONSTRAINT fk_post_person FOREIGN KEY(person) REFERENCES person (id),
	CONSTRAINT fk_post_body FOREIGN KEY(body) REFERENCES counterpart (id),
	CONSTRAINT fk_post_seat FOREIGN KEY(seat) REFERENCES seat (id),
	CONSTRAINT fk_post_rank FOREIGN KEY(rank) REFERENCES rank (id),
	CONSTRAINT fk_post_executing_body FOREIGN KEY(executing_body) REFERENCES counterpart (id)
);
CREATE INDEX ix_post_body ON post (body);
CREATE INDEX ix_post_executing_body ON post (executing_body);
CREATE INDEX ix_post_person ON post (person);
CREATE INDEX ix_post_rank ON post (rank);
CREATE INDEX ix_post_seat ON post (seat);
CREATE INDEX ix_post_sorted ON post (deleted_at, held_from, id, archived);
CREATE TABLE rank (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	level INTEGER,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_rank PRIMARY KEY (id)
);
CREATE INDEX ix_rank_sorted ON rank (deleted_at, position, id, retired);
CREATE TABLE record_index (
	docid INTEGER NOT NULL,
	id BLOB NOT NULL,
	kind VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	subtitle VARCHAR NOT NULL,
	sort_key BLOB NOT NULL,
	label VARCHAR NOT NULL,
	archived BOOLEAN NOT NULL,
	deleted BOOLEAN NOT NULL,
	sample BOOLEAN NOT NULL,
	changed_at VARCHAR,
	body VARCHAR NOT NULL,
	tt VARCHAR NOT NULL,
	tb VARCHAR NOT NULL,
	CONSTRAINT pk_record_index PRIMARY KEY (docid),
	CONSTRAINT uq_record_index_id UNIQUE (id)
);
CREATE INDEX ix_record_index_recent ON record_index (kind, deleted, changed_at, archived);
CREATE INDEX ix_record_index_sorted ON record_index (kind, deleted, sort_key, archived);
CREATE TABLE record_link (
	id BLOB NOT NULL,
	kind VARCHAR NOT NULL,
	owner BLOB NOT NULL,
	field VARCHAR NOT NULL,
	target BLOB NOT NULL,
	rank INTEGER NOT NULL,
	version INTEGER NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_record_link PRIMARY KEY (id),
	CONSTRAINT fk_record_link_target FOREIGN KEY(target) REFERENCES record_index (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_record_link_owner ON record_link (owner, field);
CREATE INDEX ix_record_link_target ON record_link (target);
CREATE TABLE rule_override (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	record BLOB NOT NULL,
	rule VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	fact VARCHAR,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_rule_override PRIMARY KEY (id)
);
CREATE INDEX ix_rule_override_record ON rule_override (record);
CREATE TABLE saved_view (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	"query" VARCHAR NOT NULL,
	shared BOOLEAN NOT NULL,
	pinned BOOLEAN NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_saved_view PRIMARY KEY (id)
);
CREATE TABLE seat (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	level INTEGER,
	council_member BOOLEAN NOT NULL,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_seat PRIMARY KEY (id)
);
CREATE INDEX ix_seat_sorted ON seat (deleted_at, position, id, retired);
CREATE TABLE tag (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_tag PRIMARY KEY (id)
);
CREATE INDEX ix_tag_sorted ON tag (deleted_at, position, id, retired);
CREATE TABLE tier (
	id BLOB NOT NULL,
	version INTEGER NOT NULL,
	dormant_months INTEGER,
	code VARCHAR NOT NULL,
	label_fa VARCHAR NOT NULL,
	label_en VARCHAR,
	position INTEGER NOT NULL,
	retired BOOLEAN NOT NULL,
	notes VARCHAR,
	label VARCHAR NOT NULL,
	created_at VARCHAR,
	created_by BLOB,
	changed_at VARCHAR,
	changed_by BLOB,
	deleted_at VARCHAR,
	deleted_by BLOB,
	sample BOOLEAN NOT NULL,
	CONSTRAINT pk_tier PRIMARY KEY (id)
);
CREATE INDEX ix_tier_sorted ON tier (deleted_at, position, id, retired);
CREATE VIRTUAL TABLE search_fts USING fts5(tt, tb, content='record_index', content_rowid='docid', tokenize='trigram', detail=none);

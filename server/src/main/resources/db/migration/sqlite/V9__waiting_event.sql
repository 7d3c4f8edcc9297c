DROP TABLE waiting_event;
